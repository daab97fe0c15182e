import { describe, expect, test } from "vitest";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Analysis } from "#lib/trpc/outputs.ts";
import { figureWords, laneCount, laneDataOf, valueAt } from "./lane-data.ts";

const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, "0")}:00.000Z`;
const seconds = (minute: number) => Date.parse(at(minute)) / 1000;
const points = { from: at(0), stepMs: 60_000, values: [1, null, 3, 4], changeAt: at(2) };

const analysis = {
  evidence: [
    { id: "E1", kind: "series", source: "metrics.csv", title: "pool", excerpt: "", points },
    { id: "E2", kind: "change", source: "changes.json", title: "flag on", excerpt: "", at: at(1) },
    { id: "E3", kind: "change", source: "changes.json", title: "long ago", excerpt: "", at: "2026-11-22T00:00:00.000Z" },
  ],
  timeline: [
    { at: at(1), offset: -1, text: "flag: flag on", evidence: ["E2"] },
    { at: at(2), offset: 0, text: "pool rises", evidence: ["E1"] },
  ],
  templates: [],
} as unknown as Analysis;
const entry = { occurredAt: at(3), fact: { kind: "declared" } } as TimelineEntry;
const told = { occurredAt: at(3), fact: { kind: "hypothesis" } } as unknown as TimelineEntry;

describe("lanes on one axis of time", () => {
  test("hold series with their shifts, and what happened within their time, in order", () => {
    expect(laneDataOf({ analysis, logVolume: null }, [entry, told], () => "declared")).toMatchObject({
      from: seconds(0),
      to: seconds(3),
      series: [{ id: "E1", times: [0, 1, 2, 3].map(seconds), changeAt: seconds(2) }],
      marks: [
        { at: seconds(1), lane: "change", label: "flag on" },
        { at: seconds(2), lane: "seen", label: "pool rises" },
        { at: seconds(3), lane: "event", label: "declared" },
      ],
    });
  });

  test("are not there when there are neither points nor log lines", () => {
    expect(laneDataOf({ analysis: { ...analysis, evidence: analysis.evidence.slice(1) }, logVolume: null }, [entry], () => "")).toBeNull();
  });

  test("hold log lines a minute on the same axis, and make one of their own where no series has points", () => {
    const logVolume = { from: at(0), stepMs: 30_000, lanes: [{ label: "Error lines", level: "error" as const, counts: [0, 2, 4, 0] }] };
    const both = laneDataOf({ analysis, logVolume }, [], () => "");
    expect(both?.volumes).toEqual([
      { id: "L1", title: "Error lines", level: "error", times: [0, 30, 60, 90].map((more) => seconds(0) + more), values: [0, 4, 8, 0] },
    ]);
    expect([both?.from, both?.to]).toEqual([seconds(0), seconds(3)]);
    const alone = laneDataOf({ analysis: { ...analysis, evidence: [] }, logVolume }, [], () => "");
    expect([alone?.from, alone?.to, alone?.series]).toEqual([seconds(0), seconds(0) + 90, []]);
    expect([laneCount({ analysis, logVolume }), laneCount({ analysis: null, logVolume: null })]).toEqual([2, 0]);
  });

  test("give the value of the nearest step, and say nothing where there is a gap", () => {
    const series = { times: [0, 1, 2].map(seconds), values: [1, null, 3] };
    expect([0, 1, 2].map((minute) => valueAt(series, seconds(minute) + 10))).toEqual([1, null, 3]);
    expect(valueAt(series, seconds(9))).toBeNull();
    expect([1234.5, 0.012345, null].map(figureWords)).toEqual(["1,235", "0.0123", "–"]);
  });
});
