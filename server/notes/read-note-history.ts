import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import type { ReadNoteHistory } from "#lib/contracts/incident-commands.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { readEntry } from "#server/timeline/index.ts";

/** One step in the life of a note. `text` null where the step changed none. `seq` is that of the fact. */
export type NoteVersion = { seq: number; action: "written" | "edited" | "retracted" | "restored"; text: string | null; by: Actor; at: string };

type Row = { seq: number; kind: string; text: string | null; is_retracted: boolean | null; actor: Actor; recorded_at: Date };

/** The original of a note and everything that was done to it, oldest first. */
export async function readNoteHistory(ctx: Ctx, { reference, entry }: z.output<typeof ReadNoteHistory>): Promise<NoteVersion[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  const original = await readEntry(db(), id, entry);
  if (original?.fact.kind !== "note") throw new NotFoundError(`${reference} has no note ${entry}. Reload and try again.`);
  const later = await db().$queryRaw<Row[]>`
    SELECT seq, kind, payload->>'text' AS text, (payload->>'isRetracted')::boolean AS is_retracted, actor, recorded_at FROM timeline_event
    WHERE incident_id = ${id}::uuid AND seq > ${entry} AND kind IN ('amended', 'retracted') AND (payload->>'entry')::int = ${entry} ORDER BY seq`;
  const first: NoteVersion = { seq: entry, action: "written", text: original.fact.text, by: original.actor, at: original.recordedAt };
  return [first, ...later.map(versionOf)];
}

function versionOf({ seq, kind, text, is_retracted, actor, recorded_at }: Row): NoteVersion {
  const action = kind === "amended" ? "edited" : is_retracted ? "retracted" : "restored";
  return { seq, action, text, by: actor, at: recorded_at.toISOString() };
}
