import type { IncomingMessage, ServerResponse } from "node:http";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { readEntries } from "#server/timeline/index.ts";
import { cursorOf } from "./cursor.ts";
import { type Channel, openChannel } from "./hub.ts";
import { hear } from "./listener.ts";
import { watchPerson } from "./person-stream.ts";
import { enterRoom, leaveRoom, sendPresence } from "./presence.ts";
import { eventBytes, openViewer, type Viewer } from "./viewer.ts";

const channels = new Map<string, Channel>();
/** Runs about the incident changed, or what they look at: whoever watches reads them again, with their own rights. */
const RUNS = eventBytes({}, { event: "runs" });

/** `GET /api/v1/incidents/{reference}/events`: the log after `Last-Event-ID` (or `?after=`), then live. `id` is the seq, `data` the entry. */
export async function streamIncident(req: IncomingMessage, res: ServerResponse, ctx: Ctx, reference: string): Promise<void> {
  authorize(ctx, "incident.read");
  const incident = await findIncident(ctx, reference);
  const after = cursorOf(req) ?? incident.lastSeq;
  const channel = channelOf(incident.id);
  const viewer: Viewer = openViewer(res, newId(), ctx.person?.id ?? null, after, () => {
    channel.leave(viewer);
    leaveRoom(incident.id, viewer);
  });
  watchPerson(viewer, ctx, res);
  await channel.join(viewer);
  enterRoom(incident.id, viewer);
  await sendPresence(incident.id, viewer);
}

function channelOf(incidentId: string): Channel {
  const existing = channels.get(incidentId);
  if (existing) return existing;
  const channel = openChannel<TimelineEntry>(
    {
      subscribe: (wake) => hear((heard) => (heard.kind === "all" || (heard.kind === "incident" && heard.id === incidentId)) && wake()),
      read: (after, limit) => readEntries(db(), incidentId, { after, limit }),
      head: async () => (await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { lastSeq: true } })).lastSeq,
      audience: ({ fact }) => (fact.kind === "access" && fact.visibility === "private" ? isNamed(fact.members) : null),
    },
    () => {
      unhear();
      channels.delete(incidentId);
    },
  );
  const unhear = hear((heard) => heard.kind === "runs" && heard.id === incidentId && channel.broadcast(RUNS));
  channels.set(incidentId, channel);
  return channel;
}

function isNamed(members: PersonRef[]): (viewer: Viewer) => boolean {
  const ids = new Set(members.map(({ id }) => id));
  return ({ personId }) => personId !== null && ids.has(personId);
}
