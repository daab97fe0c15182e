import { expect, test } from "vitest";
import type { Bundle } from "../bundle.ts";
import { frameOf } from "../frame.ts";
import { type Bounds, openLogDigest } from "../logs/open-digest.ts";
import { onsetOf } from "./onset.ts";

const MINUTE = 60_000;
const SEEN = Date.UTC(2026, 4, 4, 12);
const minutes = (at: number) => Math.round((at - SEEN) / MINUTE);

/** A shop that serves from `from` minutes on, and writes errors at these minutes; seen at zero. */
function shop(errors: number[], from = -180, bounds?: Bounds, others: number[] = []): Bundle {
  const logs = openLogDigest(bounds);
  for (let at = from; at <= 10; at += 1) logs.add({ at: SEEN + at * MINUTE, service: "shop", level: "info", message: "served a page", trace: null });
  for (const at of errors) logs.add({ at: SEEN + at * MINUTE, service: "shop", level: "error", message: "cannot reach the shelf", trace: null });
  for (const at of others) logs.add({ at: SEEN + at * MINUTE, service: "shop", level: "error", message: "a parcel was refused", trace: null });
  const incident = { title: "", startedAt: null, detectedAt: SEEN, endedAt: null, window: null, symptoms: [{ service: "shop" }], namespace: null };
  const none = { series: [], spans: [], changes: [], edges: [], objects: [], outputs: [], alerts: [], past: [], warnings: [] };
  return { incident, logs: logs.close(), ...none };
}

const onset = (bundle: Bundle) => onsetOf(bundle, frameOf(bundle));
/** So many lines from a minute on, evenly until it is seen. */
const burst = (lines: number, from: number) => Array.from({ length: lines }, (_, n) => from + (n * -from) / lines);

test("errors begin where they begin to come, not at the one that came an hour before", () => {
  expect(minutes(onset(shop([-95, ...burst(400, -5)])).surelyAt)).toBe(-5);
  expect(minutes(onset(shop(burst(400, -5))).surelyAt)).toBe(-5);
});

test("one or two errors of another kind, long before those that come by the hundred, are what there always is", () => {
  expect(minutes(onset(shop(burst(400, -5), -180, undefined, [-150, -90])).surelyAt)).toBe(-5);
  expect(minutes(onset(shop(burst(8, -5), -180, undefined, [-150])).surelyAt)).toBe(-150);
});

test("a few errors are few strays: the first one counts", () => {
  expect(minutes(onset(shop([-95, ...burst(8, -5)])).surelyAt)).toBe(-95);
});

test("what grows from its first line on began with that", () => {
  const growing = Array.from({ length: 400 }, (_, n) => -100 + 100 * Math.sqrt(n / 400));
  expect(minutes(onset(shop(growing)).surelyAt)).toBe(-100);
});

test("times hold for days of logs, whose slots are wider", () => {
  const days = shop(burst(400, -30), -4000, { shapes: 100, slots: 800, traces: 10 });
  expect(days.logs.slotMs).toBeGreaterThan(10_000);
  expect(minutes(onset(days).surelyAt)).toBeGreaterThanOrEqual(-32);
  expect(minutes(onset(days).surelyAt)).toBeLessThanOrEqual(-28);
});
