import type { z } from "zod";
import type { RoomState } from "#lib/contracts/room.ts";
import type { ApproveUpdate, DeclineUpdate, Published } from "#lib/contracts/status/commands.ts";
import type { PublicationRequest } from "#lib/contracts/status/publication.ts";
import { changeIncident, findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";
import { contradictionsFor, requireNoContradiction } from "./contradict.ts";
import { recordPublished } from "./publish-update.ts";
import { storedPages } from "./stored.ts";

/** Publishes what somebody else asked for. Nobody approves their own words. A promise that has passed meanwhile is not made. */
export async function approveUpdate(ctx: Ctx, { reference, id, accepts }: z.output<typeof ApproveUpdate>): Promise<Published> {
  authorize(ctx, "status.publish");
  const [found, pages, now] = await Promise.all([findIncident(ctx, reference), storedPages(), databaseNow()]);
  requireNoContradiction(await contradictionsFor(found.id, found.room, requestOf(found.room, id), pages, now), accepts);
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { at: _, by, internalText, id: requested, ...words } = requestOf(incident.room, id);
    if (ctx.person ? ctx.person.id === by.id : ctx.actor.id === by.id) {
      throw new ForbiddenError("You wrote this update, so somebody else has to approve it. Ask another responder.");
    }
    const nextBy = words.nextBy !== null && words.nextBy > incident.now ? words.nextBy : null;
    const { seq } = await recordPublished(incident, { id: requested, words: { ...words, nextBy }, internalText, approvedBy: ctx.actor.name });
    return { id: requested, state: "published", seq, pages: words.pages.map(({ slug }) => slug) };
  });
}

/** Sends it back with a reason; whoever wrote it reads that on the timeline. Its author may withdraw it so. */
export async function declineUpdate(ctx: Ctx, { reference, id, reason }: z.output<typeof DeclineUpdate>): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { title } = requestOf(incident.room, id);
    const { seq } = await incident.record({ kind: "publication", action: "declined", id, title, request: null, text: null, reason });
    return { seq };
  });
}

function requestOf(room: RoomState, id: string): PublicationRequest {
  const request = room.told.requests.find((one) => one.id === id);
  if (request) return request;
  const isOut = room.told.publications.some((one) => one.id === id);
  throw new ConflictError(
    isOut ? "This update was published already." : "Nobody asks for approval of this any more. Look at the room again.",
    null,
    "already_done",
  );
}
