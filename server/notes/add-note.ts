import type { z } from "zod";
import type { AddNote } from "#lib/contracts/incident-commands.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { attachmentRefs } from "#server/attachments/index.ts";
import { changeIncident, type OpenIncident, requirePast, thoseWhoMaySee } from "#server/incidents/index.ts";
import { mentionedPeople } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { readEntry } from "#server/timeline/index.ts";

/** Adds a note. A repeated send with the same `id` answers with the entry that stands already. */
export async function addNote(ctx: Ctx, input: z.output<typeof AddNote>): Promise<TimelineEntry> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const key = input.id ? `note:${ctx.actor.id}:${input.id}` : null;
    const standing = key ? await standingNote(incident, key) : null;
    if (standing) return standing;
    const { occurredAt, visibleAt, seenAt } = input;
    requirePast({ occurredAt, visibleAt, seenAt }, incident.now);
    const mentions = thoseWhoMaySee(incident.room, await mentionedPeople(incident.tx, input.text));
    const attachments = await attachmentRefs(incident.tx, incident.id, input.attachments);
    const entry = await incident.record({ kind: "note", text: input.text, mentions, attachments }, { occurredAt, visibleAt, seenAt });
    if (key)
      await incident.tx.receipt.create({ data: { key, answer: { incidentId: incident.id, seq: entry.seq }, createdAt: new Date(incident.now) } });
    return entry;
  });
}

async function standingNote({ tx, id, room }: OpenIncident, key: string): Promise<TimelineEntry | null> {
  const receipt = await tx.receipt.findUnique({ where: { key }, select: { answer: true } });
  if (!receipt) return null;
  const answer = receipt.answer as { incidentId: string; seq: number };
  if (answer.incidentId === id) return readEntry(tx, id, answer.seq);
  throw new ConflictError(`A note with this id was added to another incident than ${room.reference}. Send it with a new id.`);
}
