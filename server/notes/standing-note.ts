import type { Annotation, FactOf } from "#lib/contracts/timeline.ts";
import { type OpenIncident, requireCommand } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { readEntry } from "#server/timeline/index.ts";

export type StandingNote = { fact: FactOf<"note">; text: string; annotation: Annotation | null };

/** A note as it reads now, for whoever may change it: its author, or who commands the incident. */
export async function noteToChange(ctx: Ctx, incident: OpenIncident, seq: number): Promise<StandingNote> {
  const entry = await readEntry(db(), incident.id, seq);
  if (!entry) throw new NotFoundError(`${incident.room.reference} has no entry ${seq}. Reload and try again.`);
  const { fact, actor, annotation } = entry;
  if (fact.kind !== "note")
    throw new InvalidError(`Entry ${seq} is not a note. What Muster records of a change cannot be edited; add a note about it.`);
  if (actor.id !== ctx.actor.id) requireCommand(ctx, incident.room);
  return { fact, text: annotation?.text ?? fact.text, annotation };
}
