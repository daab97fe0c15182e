import type { z } from "zod";
import type { ImpactInterval } from "#lib/contracts/incident.ts";
import type { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeIncident, expectUnchanged, lastChangeOf, type OpenIncident, requireCommand } from "./change-incident.ts";
import { decideStatus, levelOf } from "./rules.ts";

/** Moves an incident to another phase. Resolving also ends what impact is still open; reopening begins a new stretch of it. */
export async function changeStatus(ctx: Ctx, input: z.output<typeof ChangeStatus>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    if (input.to === "cancelled" || input.to === "closed") requireCommand(ctx, incident.room);
    if (input.expected && input.expected !== incident.room.phase) {
      expectUnchanged("status", input.expected, incident.room.phase, input.to, await lastChangeOf(incident, "status"));
    }
    const { room } = incident;
    const moment = { now: incident.now, by: ctx.actor.name, settings: await organisationSettings(incident.tx) };
    const summarised = input.summary?.trim() ? { ...room, summary: input.summary } : room;
    const fact = decideStatus(summarised, input, moment);
    if (summarised !== room && summarised.summary !== room.summary) {
      await incident.record({ kind: "edited", field: "summary", from: room.summary, to: summarised.summary });
    }
    if (input.hasNoImpact && !room.figures.none) await incident.record({ kind: "impact", figures: { ...room.figures, none: true } });
    if (input.impactEndedAt) await endImpact(incident, input.impactEndedAt);
    const { seq } = await incident.record(fact);
    if (fact.isReopen) await beginImpactAgain(incident);
    return { seq };
  });
}

async function endImpact(incident: OpenIncident, endedAt: string): Promise<void> {
  const { room } = incident;
  const open = room.intervals.filter((interval) => interval.endedAt === null);
  for (const interval of open) {
    await incident.record({ kind: "interval", action: "ended", interval: { ...interval, endedAt }, reason: null }, { occurredAt: endedAt });
  }
  if (room.intervals.length > 0) return;
  const startedAt = room.timestamps.startedAt?.at ?? room.timestamps.detectedAt?.at ?? room.timestamps.declaredAt?.at ?? incident.now;
  const interval: ImpactInterval = {
    id: newId(),
    service: room.services[0] ?? null,
    level: levelOf(room.severity),
    share: null,
    regions: room.figures.regions,
    startedAt: startedAt < endedAt ? startedAt : endedAt,
    endedAt,
  };
  await incident.record({ kind: "interval", action: "opened", interval, reason: null }, { occurredAt: endedAt });
}

async function beginImpactAgain(incident: OpenIncident): Promise<void> {
  const last = incident.room.intervals.at(-1);
  const interval: ImpactInterval = {
    id: newId(),
    service: last?.service ?? incident.room.services[0] ?? null,
    level: last?.level ?? levelOf(incident.room.severity),
    share: last?.share ?? null,
    regions: last?.regions ?? [],
    startedAt: incident.now,
    endedAt: null,
  };
  await incident.record({ kind: "interval", action: "opened", interval, reason: "Reopened" });
}
