import type { ActionItem } from "#lib/contracts/action-item.ts";
import { union } from "#lib/contracts/figures.ts";
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
 * The incident as it would have been, over so much sooner: the time under impact is shorter by that at its end, and as many fewer customers were
 * affected as it is shorter (an estimate). Pure.
 */
export function roomWithout(room: RoomState, savedMs: number, durationMs: number, now: string): RoomState {
  const until = (from: string, end: number) => new Date(Math.max(Date.parse(from), end)).toISOString();
  const over = endWithout(room.intervals, savedMs, now);
  const { startedAt, resolvedAt } = room.timestamps;
  const { customers } = room.figures;
  const left = durationMs > 0 ? Math.max(0, durationMs - savedMs) / durationMs : 1;
  return {
    ...room,
    intervals: room.intervals.map((one) => ({ ...one, endedAt: until(one.startedAt, Math.min(over, Date.parse(one.endedAt ?? now))) })),
    timestamps:
      startedAt && resolvedAt
        ? { ...room.timestamps, resolvedAt: { ...resolvedAt, at: until(startedAt.at, Date.parse(resolvedAt.at) - savedMs) } }
        : room.timestamps,
    figures: { ...room.figures, customers: customers === null ? null : Math.round(customers * left) },
  };
}

/** When the impact would have been over for good: what is saved is taken off the stretches, those that overlap as one, from the last on. */
function endWithout(intervals: readonly ImpactInterval[], savedMs: number, now: string): number {
  const windows = union(
    intervals.map(({ startedAt, endedAt }) => {
      const from = Date.parse(startedAt);
      return { from, to: Math.max(from, Date.parse(endedAt ?? now)), isOpen: endedAt === null };
    }),
  );
  let left = savedMs;
  for (const { from, to } of windows.toReversed()) {
    if (left < to - from) return to - left;
    left -= to - from;
  }
  return windows[0]?.from ?? Date.parse(now);
}

/** The share of requests that failed over time, as steps; of services that were hurt at once, the worst. Pure. */
export function curveOf(intervals: readonly ImpactInterval[], now: string): WhatIfAnswer["curve"]["was"] {
  const edges = [...new Set(intervals.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? now]))].toSorted();
  return edges.map((at) => {
    const open = intervals.filter(({ startedAt, endedAt }) => startedAt <= at && at < (endedAt ?? now));
    return { at, share: Math.max(0, ...open.map(({ share }) => share ?? 1)) };
  });
}

/** Of words that also mean other things, only where they speak of people: "Page the team", not "Update the status page". */
const PAGES_PEOPLE =
  /\b(paging|paged|pagers?|escalat|on-call)|(?:^|\b(?:to|and|then|also|must|should) )page (?:the|a|an|our|both|two|people|some\w*|who\w*|every\w*)\b|\bpages? (?:is|are|was|were) (?:not )?answered\b/i;

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
  if (PAGES_PEOPLE.test(title))
    return { ms: acknowledgeMs, why: acknowledgeMs === null ? "It is not known when it was acknowledged." : "Somebody would have answered at once." };
  if (/\b(roll ?back|feature flag|kill switch|failover)/i.test(title))
    return {
      ms: stages.mitigate ?? null,
      why: stages.mitigate ? "It would have been mitigated when the cause was known." : "It is not known when it was mitigated.",
    };
  return { ms: null, why: "What it would have saved cannot be computed from the record." };
}
