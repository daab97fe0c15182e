import type { IncomingMessage, ServerResponse } from "node:http";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { findPostmortem, lastUpdate, updatesAfter } from "#server/postmortems/index.ts";
import { cursorOf } from "./cursor.ts";
import { type Channel, openChannel } from "./hub.ts";
import { hear } from "./listener.ts";
import { watchPerson } from "./person-stream.ts";
import { eventBytes, openViewer, type Viewer } from "./viewer.ts";

const channels = new Map<string, Channel>();
const CHANGED = eventBytes({}, { event: "changed" });

/**
 * `GET /api/live/postmortems/{reference}`: the document's updates after `Last-Event-ID` (or `?after=`), then live; besides them `changed` when
 * the review, comments or items did, and `cursor` with where somebody is. Whoever may no longer see the incident is cut.
 */
export async function streamPostmortem(req: IncomingMessage, res: ServerResponse, ctx: Ctx, reference: string): Promise<void> {
  const person = authorizePerson(ctx, "incident.read");
  const { row, incident } = await findPostmortem(ctx, reference);
  const channel = channelOf(row.id);
  const viewer: Viewer = openViewer(res, newId(), person.id, cursorOf(req) ?? row.lastSeq, () => {
    unhear();
    channel.leave(viewer);
  });
  const unhear = hear((wake) => {
    if (wake.kind === "incident" && wake.id === incident.id && wake.fact === "access") viewer.end();
    if (wake.kind === "incident" && wake.id === incident.id && (wake.fact === "action-item" || wake.fact === "postmortem")) viewer.send(CHANGED);
  });
  watchPerson(viewer, ctx, res);
  await channel.join(viewer);
}

function channelOf(postmortem: string): Channel {
  const existing = channels.get(postmortem);
  if (existing) return existing;
  const channel = openChannel(
    {
      subscribe: (wake) => hear((heard) => (heard.kind === "all" || (heard.kind === "postmortem" && heard.id === postmortem)) && wake()),
      read: (after, limit) => updatesAfter(postmortem, after, limit),
      head: () => lastUpdate(postmortem),
    },
    () => {
      unhear();
      channels.delete(postmortem);
    },
  );
  const unhear = hear((heard) => {
    if (heard.kind === "postmortem" && heard.id === postmortem && heard.seq === 0) channel.broadcast(CHANGED);
    if (heard.kind === "cursor" && heard.id === postmortem) channel.broadcast(eventBytes({ awareness: heard.awareness }, { event: "cursor" }));
  });
  channels.set(postmortem, channel);
  return channel;
}
