import type { z } from "zod";
import type { AddNote } from "#lib/contracts/incident-commands.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { attachmentRefs } from "#server/attachments/index.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { mentionedPeople } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** Adds a note. A repeated send with the same `id` answers with the entry that stands already. */
export async function addNote(ctx: Ctx, input: z.output<typeof AddNote>): Promise<TimelineEntry> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const mentions = await mentionedPeople(incident.tx, input.text);
    const attachments = await attachmentRefs(incident.tx, incident.id, input.attachments);
    return incident.record({ kind: "note", text: input.text, mentions, attachments }, input);
  });
}
