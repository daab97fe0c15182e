import type { z } from "zod";
import type { Page } from "#lib/contracts/page.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { ListEntries, ReadLog, ReadRoom, ReplayRoom, RoomView } from "#lib/contracts/room-view.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { readPresence } from "#server/presence/index.ts";
import { readEntries, readPage, replay } from "#server/timeline/index.ts";

const FIRST_PAGE = 50;
const MAX_PINNED = 20;

/** A room as it stands now, with its latest entries. */
export async function readRoom(ctx: Ctx, { reference }: z.output<typeof ReadRoom>): Promise<RoomView> {
  authorize(ctx, "incident.read");
  const incident = await findIncident(ctx, reference);
  const [page, pinned, present, now] = await Promise.all([
    readPage(db(), incident.id, { limit: FIRST_PAGE }),
    readPage(db(), incident.id, { limit: MAX_PINNED, isPinned: true }),
    readPresence(incident.id),
    databaseNow(),
  ]);
  const isKnown = ({ seq }: TimelineEntry) => seq <= incident.lastSeq;
  return {
    id: incident.id,
    seq: incident.lastSeq,
    now,
    room: incident.room,
    entries: page.items.filter(isKnown),
    nextCursor: page.nextCursor,
    pinned: pinned.items.filter(isKnown),
    present,
    rights: rightsIn(ctx.person ?? { id: "", role: ctx.key?.role ?? "viewer" }, incident.room),
  };
}

export async function listEntries(ctx: Ctx, { reference, ...filter }: z.output<typeof ListEntries>): Promise<Page<TimelineEntry>> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  return readPage(db(), id, filter);
}

export async function readLog(ctx: Ctx, { reference, after, limit }: z.output<typeof ReadLog>): Promise<TimelineEntry[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  return readEntries(db(), id, { after, limit });
}

/** The room as it was after a seq or at an instant. */
export async function replayRoom(ctx: Ctx, { reference, at }: z.output<typeof ReplayRoom>): Promise<RoomState> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  const room = await replay(db(), id, at);
  if (!room) throw new NotFoundError(`${reference} had not begun by ${at}. Choose a later moment.`);
  return room;
}
