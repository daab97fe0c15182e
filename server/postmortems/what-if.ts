import type { z } from "zod";
import { type Figure, figuresOf } from "#lib/contracts/figures.ts";
import { STAGES, type WhatIf, type WhatIfAnswer } from "#lib/contracts/what-if.ts";
import { actionItemsOf } from "#server/action-items/index.ts";
import { cite, figureContext } from "#server/documents/index.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { curveOf, roomWithout, savedBy, savingOf, stagesOf } from "./what-if-rules.ts";

const MINUTE = 60_000;
const TOLD = /^(impact_duration|customers_affected|revenue_lost|error_budget_by_)/;

/** What an incident would have cost had parts of it been over sooner, and what its action items would have saved. */
export async function whatIf(ctx: Ctx, { reference, ...sooner }: z.output<typeof WhatIf>): Promise<WhatIfAnswer> {
  authorize(ctx, "incident.read");
  const { room } = await findIncident(ctx, reference);
  const [context, { currency }, now, items] = await Promise.all([
    figureContext(room),
    organisationSettings(db()),
    databaseNow(),
    actionItemsOf(ctx, reference),
  ]);
  const figures = figuresOf(room, context, now);
  const figureNamed = (name: string) => figures.find((figure) => figure.name === name)?.value ?? null;
  const duration = figureNamed("impact_duration") ?? 0;
  const stages = stagesOf(room);
  const saved = Math.min(duration, savedBy(sooner, stages));
  const shorter = roomWithout(room, saved, duration, now);
  const words = (all: Figure[]) =>
    cite(
      all.map(({ name }) => name),
      all,
      currency,
    );
  const [was, would] = [words(figures), words(figuresOf(shorter, context, now))];
  const lost = figures.find(({ name }) => name === "revenue_lost");
  const money = (ms: number) => (lost && duration > 0 ? words([{ ...lost, value: (lost.value * ms) / duration }]).revenue_lost?.words : null) ?? null;
  return {
    stages: STAGES.flatMap((stage) => (stages[stage] ? [{ stage, minutes: stages[stage] / MINUTE }] : [])),
    savedMinutes: saved / MINUTE,
    figures: Object.entries(was).flatMap(([name, { title, words: before }]) =>
      TOLD.test(name) ? [{ name, title, was: before, would: would[name]?.words ?? "none" }] : [],
    ),
    curve: { was: curveOf(room.intervals, now), would: curveOf(shorter.intervals, now) },
    items: items
      .filter(({ state }) => state !== "dropped")
      .map(({ id, title, source }) => {
        const { ms, why } = savingOf({ source, title }, stages, duration, figureNamed("time_to_acknowledge"));
        const most = ms === null ? null : Math.min(ms, duration);
        return { id, title, savedMinutes: most === null ? null : most / MINUTE, savedMoney: most === null ? null : money(most), why };
      })
      .toSorted((one, other) => (other.savedMinutes ?? -1) - (one.savedMinutes ?? -1)),
  };
}
