import type { z } from "zod";
import type { SetField } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeIncident } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";
import { fieldOf, fieldValue } from "./field-rules.ts";

/** Sets or clears one of the organisation's own fields. */
export async function setField(ctx: Ctx, input: z.output<typeof SetField>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { key } = input;
    const field = fieldOf(await organisationSettings(db()), incident.room.kind, key);
    const to = fieldValue(field, input.to);
    const from = incident.room.fields[key] ?? null;
    if (to === from) return { seq: incident.lastSeq };
    await expectValue(incident, { field: field.label, expected: input.expected, current: from, yours: to }, "field", { key });
    const { seq } = await incident.record({ kind: "field", key, label: field.label, from, to });
    return { seq };
  });
}
