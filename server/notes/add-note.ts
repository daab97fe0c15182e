import type { z } from "zod";
import type { AddNote } from "#lib/contracts/incident-commands.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { attachmentRefs } from "#server/attachments/index.ts";
import { appendToIncident, requirePast, thoseWhoMaySee } from "#server/incidents/index.ts";
import { mentionedPeople } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** Adds a note. A repeated send with the same `id` answers with the entry that stands already. */
export async function addNote(ctx: Ctx, input: z.output<typeof AddNote>): Promise<TimelineEntry> {
  return appendToIncident(named(ctx, input.id), "incident.write", input.reference, async (incident) => {
    const { occurredAt, visibleAt, seenAt } = input;
    requirePast({ occurredAt, visibleAt, seenAt }, incident.now);
    const mentions = thoseWhoMaySee(incident.room, await mentionedPeople(db(), input.text));
    const attachments = await attachmentRefs(db(), incident.id, input.attachments);
    return incident.record({ kind: "note", text: input.text, mentions, attachments }, { occurredAt, visibleAt, seenAt });
  });
}

/** A note's own id names its request. */
function named(ctx: Ctx, id: string | undefined): Ctx {
  return id ? { ...ctx, requestKey: `note:${id}` } : ctx;
}
