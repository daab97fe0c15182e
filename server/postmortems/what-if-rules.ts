import type { ActionItem } from "#lib/contracts/action-item.ts";
import type { ImpactInterval } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { type Sooner, STAGES, type Stage, type WhatIfAnswer } from "#lib/contracts/what-if.ts";

const MINUTE = 60_000;
type Stages = Partial<Record<Stage, number>>;

/** How long each part of an incident took, in milliseconds; a part without both of its times is not there. Pure. */
export function stagesOf({ timestamps }: RoomState): Stages {
  const at = (name: keyof typeof timestamps) => (timestamps[name] ? Date.parse(timestamps[name].at) : null);
  const noticed = at("detectedAt") ?? at("declaredAt");
  const marks: [Stage, number | null, number | null][] = [
    ["detect", at("startedAt"), noticed],
    ["find", noticed, at("identifiedAt")],
    ["mitigate", at("identifiedAt") ?? noticed, at("mitigatedAt")],
    ["recover", at("mitigatedAt") ?? at("identifiedAt") ?? noticed, at("resolvedAt")],
  ];
  return Object.fromEntries(marks.flatMap(([stage, from, to]) => (from !== null && to !== null && to > from ? [[stage, to - from]] : [])));
}

/** The time saved, in milliseconds: no part can be shorter than nothing. Pure. */
export function savedBy(sooner: Sooner, stages: Stages): number {
  return STAGES.reduce((total, stage) => total + Math.min(sooner[stage] * MINUTE, stages[stage] ?? 0), 0);
}

/**
 * The incident as it would have been, over so much sooner: each stretch of impact ends earlier, and as many fewer customers were affected as the
 * time under impact is shorter (an estimate). Pure.
 */
export function roomWithout(room: RoomState, savedMs: number, durationMs: number, now: string): RoomState {
  const sooner = (from: string, to: string | null) => new Date(Math.max(Date.parse(from), Date.parse(to ?? now) - savedMs)).toISOString();
  const { startedAt, resolvedAt } = room.timestamps;
  const { customers } = room.figures;
  const left = durationMs > 0 ? Math.max(0, durationMs - savedMs) / durationMs : 1;
  return {
    ...room,
    intervals: room.intervals.map((one) => ({ ...one, endedAt: sooner(one.startedAt, one.endedAt) })),
    timestamps:
      startedAt && resolvedAt ? { ...room.timestamps, resolvedAt: { ...resolvedAt, at: sooner(startedAt.at, resolvedAt.at) } } : room.timestamps,
    figures: { ...room.figures, customers: customers === null ? null : Math.round(customers * left) },
  };
}

/** The share of requests that failed over time, as steps; of services that were hurt at once, the worst. Pure. */
export function curveOf(intervals: readonly ImpactInterval[], now: string): WhatIfAnswer["curve"]["was"] {
  const edges = [...new Set(intervals.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? now]))].toSorted();
  return edges.map((at) => {
    const open = intervals.filter(({ startedAt, endedAt }) => startedAt <= at && at < (endedAt ?? now));
    return { at, share: Math.max(0, ...open.map(({ share }) => share ?? 1)) };
  });
}

type Saving = { ms: number | null; why: string };

/** What an item would have saved in this incident: by the kind of thing that it removes, never by a guess. Pure. */
export function savingOf(
  { source, title }: Pick<ActionItem, "source" | "title">,
  stages: Stages,
  durationMs: number,
  acknowledgeMs: number | null,
): Saving {
  if (source === "root-cause" || source === "factor") return { ms: durationMs, why: "It removes a cause: the incident would not have come." };
  if (/\b(alert|monitor|detect)/i.test(title))
    return {
      ms: stages.detect ?? null,
      why: stages.detect ? "An alert when it began would have told at once." : "It is not known when it was detected.",
    };
  if (/\b(page|paging|escalat|on-call)/i.test(title))
    return { ms: acknowledgeMs, why: acknowledgeMs === null ? "It is not known when it was acknowledged." : "Somebody would have answered at once." };
  if (/\b(roll ?back|feature flag|kill switch|failover)/i.test(title))
    return {
      ms: stages.mitigate ?? null,
      why: stages.mitigate ? "It would have been mitigated when the cause was known." : "It is not known when it was mitigated.",
    };
  return { ms: null, why: "What it would have saved cannot be computed from the record." };
}
