import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { ImpactFigures } from "#lib/contracts/incident.ts";
import type { SetFigures } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";
import { figuresAfter } from "./impact-rules.ts";

/** Says how large the impact is, as far as known; what is not given stays. `expected` is checked value by value. */
export async function setFigures(ctx: Ctx, input: z.output<typeof SetFigures>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    await stateFigures(incident, input);
    return { seq: incident.lastSeq };
  });
}

/** The same in an incident that is open already. */
export async function stateFigures(incident: OpenIncident, input: Pick<z.output<typeof SetFigures>, "figures" | "expected">): Promise<void> {
  const { figures, intervals } = incident.room;
  const after = figuresAfter(figures, input.figures);
  if (isDeepStrictEqual(after, figures)) return;
  await expectFigures(incident, input.expected ?? {}, after);
  if (after.none && intervals.length > 0) {
    throw new InvalidError("Stretches of impact are recorded, so there cannot have been none. Remove them first.", "invalid_input", [
      { path: "figures.none", message: "Impact is recorded." },
    ]);
  }
  await incident.record({ kind: "impact", figures: after });
}

async function expectFigures(incident: OpenIncident, expected: Partial<ImpactFigures>, after: ImpactFigures): Promise<void> {
  for (const name of Object.keys(expected) as (keyof ImpactFigures)[]) {
    const check = { field: FIGURE_WORDS[name], expected: expected[name], current: incident.room.figures[name], yours: after[name] };
    await expectValue<unknown>(incident, check, "impact");
  }
}

const FIGURE_WORDS: Record<keyof ImpactFigures, string> = {
  text: "impact description",
  usersPercent: "share of users",
  customers: "number of customers",
  revenuePerHour: "revenue per hour",
  regions: "regions",
  dataLoss: "data loss",
  security: "security",
  none: "statement of no impact",
};
