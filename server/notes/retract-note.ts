import type { z } from "zod";
import type { RetractNote } from "#lib/contracts/incident-commands.ts";
import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { noteToChange } from "./standing-note.ts";

/** Takes a note back, or puts it back. It stays readable in its history either way. */
export async function retractNote(ctx: Ctx, input: z.output<typeof RetractNote>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { entry, isRetracted } = input;
    const { annotation } = await noteToChange(ctx, incident, entry);
    if ((annotation?.isRetracted ?? false) === isRetracted) return { seq: incident.lastSeq };
    const { seq } = await incident.record({ kind: "retracted", entry, isRetracted });
    return { seq };
  });
}
