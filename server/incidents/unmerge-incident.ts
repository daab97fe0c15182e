import type { z } from "zod";
import type { Phase } from "#lib/contracts/incident.ts";
import type { UnmergeIncident } from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeTwo, type OpenIncident } from "./change-incident.ts";
import { findIncident } from "./find-incident.ts";
import { requireCommandOfEither } from "./merge-incident.ts";
import { MERGE_KINDS, releasedItems, tasksCarriedBack } from "./merge-rules.ts";
import { dueAgain } from "./rules.ts";

/** Undoes a merge: the incident stands again as it did, with what was done on its tasks meanwhile; the other gives back exactly what came with it. */
export async function unmergeIncident(ctx: Ctx, { reference }: z.output<typeof UnmergeIncident>): Promise<{ seq: number }> {
  authorize(ctx, "incident.write");
  const into = (await findIncident(ctx, reference)).room.mergedInto;
  if (!into) throw notMergedError(reference);
  return changeTwo(ctx, "incident.write", [reference, into.reference], async (source, target) => {
    requireCommandOfEither(ctx, source, target);
    if (source.room.mergedInto?.id !== target.id) throw notMergedError(reference);
    if (target.room.phase === "merged") {
      const further = target.room.mergedInto?.reference ?? "another incident";
      throw new ConflictError(`${into.reference} was itself merged into ${further}. Undo that merge first, then this one.`);
    }
    const released = releasedItems(await mergeLog(target), source.room, target.room, await othersMerged(target, source.id));
    const phase = await phaseBefore(source);
    const nextUpdateDueAt = dueAgain({ ...source.room, phase }, await organisationSettings(db()), source.now);
    await target.record({ kind: "released", source: { id: source.id, reference }, moved: released });
    await source.record({ kind: "unmerged", from: { id: target.id, reference: into.reference }, phase, nextUpdateDueAt });
    for (const fact of tasksCarriedBack(source.room, released.tasks)) await source.record(fact);
    return { seq: source.lastSeq };
  });
}

function notMergedError(reference: string): ConflictError {
  return new ConflictError(`${reference} is not merged into another incident, so there is nothing to undo.`, null, "already_done");
}

async function mergeLog({ id }: OpenIncident): Promise<Fact[]> {
  const rows = await db().timelineEvent.findMany({
    where: { incidentId: id, kind: { in: [...MERGE_KINDS] } },
    orderBy: { seq: "asc" },
    select: { kind: true, payload: true },
  });
  return rows.map(({ kind, payload }) => ({ kind, ...(payload as object) }) as Fact);
}

/** Merged incidents are read-only, and parting one needs the target's lock: what is read here cannot change under us. */
async function othersMerged({ room }: OpenIncident, sourceId: string): Promise<RoomState[]> {
  const ids = room.absorbed.map(({ id }) => id).filter((id) => id !== sourceId);
  if (ids.length === 0) return [];
  const rows = await db().incident.findMany({ where: { id: { in: ids } }, select: { state: true } });
  return rows.map(({ state }) => state as RoomState);
}

async function phaseBefore({ id }: OpenIncident): Promise<Phase> {
  const row = await db().timelineEvent.findFirstOrThrow({
    where: { incidentId: id, kind: "merged" },
    orderBy: { seq: "desc" },
    select: { payload: true },
  });
  return (row.payload as { from: Phase }).from;
}
