import type { z } from "zod";
import type { AmendNote } from "#lib/contracts/incident-commands.ts";
import { changeIncident, expectValue, thoseWhoMaySee } from "#server/incidents/index.ts";
import { mentionedPeople } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { noteToChange } from "./standing-note.ts";

/** Gives a note another text. The original and each version between stay readable. Only people whom the text did not mention before are told. */
export async function amendNote(ctx: Ctx, input: z.output<typeof AmendNote>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { entry, text } = input;
    const note = await noteToChange(ctx, incident, entry);
    if (note.annotation?.isRetracted) throw new ConflictError("This note was retracted. Restore it before editing it.");
    if (note.text === text) return { seq: incident.lastSeq };
    await expectValue(incident, { field: "note", expected: input.expected, current: note.text, yours: text }, "amended", { entry });
    const known = new Set((await mentionedPeople(db(), note.text)).map(({ id }) => id));
    const mentions = thoseWhoMaySee(incident.room, await mentionedPeople(db(), text)).filter(({ id }) => !known.has(id));
    const { seq } = await incident.record({ kind: "amended", entry, text, mentions });
    return { seq };
  });
}
