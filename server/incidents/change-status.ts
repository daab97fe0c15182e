import type { z } from "zod";
import type { ImpactInterval } from "#lib/contracts/incident.ts";
import type { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeIncident, type OpenIncident, requireCommand } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";
import { decideStatus, levelOf } from "./rules.ts";

/** Moves an incident to another phase. Resolving also ends what impact is still open; reopening begins a new stretch of it. */
export async function changeStatus(ctx: Ctx, input: z.output<typeof ChangeStatus>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, (incident) => moveTo(ctx, incident, input));
}

/** The one way to another phase, for every command that leads there. */
export async function moveTo(ctx: Ctx, incident: OpenIncident, input: Omit<z.output<typeof ChangeStatus>, "reference">): Promise<{ seq: number }> {
  const { room } = incident;
  if (input.to === "cancelled" || input.to === "closed") requireCommand(ctx, room);
  await expectValue(incident, { field: "status", expected: input.expected, current: room.phase, yours: input.to }, "status");
  const summary = input.summary?.trim() ? input.summary : room.summary;
  const moment = { now: incident.now, by: ctx.actor.name, settings: await organisationSettings(db()) };
  const fact = decideStatus({ ...room, summary }, input, moment);
  if (summary !== room.summary) await incident.record({ kind: "edited", field: "summary", from: room.summary, to: summary });
  await sayImpact(incident, input.hasNoImpact ?? false, input.impactEndedAt ?? null);
  if (fact.to === "cancelled" || fact.to === "declined") await endOpenImpact(incident, incident.now);
  const { seq } = await incident.record(fact);
  if (fact.isReopen) await beginImpactAgain(incident);
  return { seq };
}

async function sayImpact(incident: OpenIncident, hasNoImpact: boolean, endedAt: string | null): Promise<void> {
  if (hasNoImpact) await setNone(incident, true);
  if (!endedAt) return;
  await setNone(incident, false);
  await endOpenImpact(incident, endedAt);
  if (incident.room.intervals.length === 0) await recordImpactUntil(incident, endedAt);
}

/** Says that there was no impact, or takes that back; nothing when it is so already. */
export async function setNone(incident: OpenIncident, none: boolean): Promise<void> {
  if (incident.room.figures.none !== none) await incident.record({ kind: "impact", figures: { ...incident.room.figures, none } });
}

async function endOpenImpact(incident: OpenIncident, endedAt: string): Promise<void> {
  for (const open of incident.room.intervals.filter((stretch) => stretch.endedAt === null)) {
    const interval = { ...open, endedAt: open.startedAt > endedAt ? open.startedAt : endedAt };
    await incident.record({ kind: "interval", action: "ended", interval, reason: null }, { occurredAt: interval.endedAt });
  }
}

async function recordImpactUntil(incident: OpenIncident, endedAt: string): Promise<void> {
  const { room } = incident;
  const began = room.timestamps.startedAt?.at ?? room.timestamps.detectedAt?.at ?? room.timestamps.declaredAt?.at ?? incident.now;
  const startedAt = began < endedAt ? began : endedAt;
  const interval = stretchOf(incident, { startedAt, endedAt });
  await incident.record({ kind: "interval", action: "opened", interval, reason: null }, { occurredAt: startedAt });
}

async function beginImpactAgain(incident: OpenIncident): Promise<void> {
  await setNone(incident, false);
  const interval = stretchOf(incident, { startedAt: incident.now, endedAt: null });
  await incident.record({ kind: "interval", action: "opened", interval, reason: "Reopened" });
}

/** A stretch like the last one, else like what the incident says of itself. */
function stretchOf({ room }: OpenIncident, times: Pick<ImpactInterval, "startedAt" | "endedAt">): ImpactInterval {
  const last = room.intervals.at(-1);
  return {
    id: newId(),
    service: last ? last.service : (room.services[0] ?? null),
    level: last?.level ?? levelOf(room.severity),
    share: last?.share ?? null,
    regions: last?.regions ?? room.figures.regions,
    ...times,
  };
}
