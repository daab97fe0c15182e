import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import type { Series } from "../bundle.ts";
import { openRandom } from "../testing/random.ts";
import { generateWorld } from "../testing/world.ts";
import { shiftsOf } from "./shifts.ts";

function seriesOf(valueAt: (row: number) => number, rows = 2000): Series {
  const times = Float64Array.from({ length: rows }, (_, row) => row * 60_000);
  return { service: "api", metric: "value", unit: null, kind: "gauge", times, values: Float64Array.from(times, (_, row) => valueAt(row)) };
}

test("a shift is told once, where it begins, and steady noise has none", () => {
  const random = openRandom(4);
  const shifted = shiftsOf(seriesOf((row) => (row < 1200 ? 10 : 20) + random.normal()));
  expect(shifted).toHaveLength(1);
  expect(shifted[0]).toMatchObject({ direction: "up" });
  expect(Math.abs(Date.parse(shifted[0]?.at ?? "") / 60_000 - 1200)).toBeLessThanOrEqual(2);
  expect(shiftsOf(seriesOf(() => 10 + random.normal()))).toEqual([]);
});

test("a rise and a fall are two shifts", () => {
  const random = openRandom(5);
  const shifts = shiftsOf(seriesOf((row) => (row > 900 && row < 1300 ? 20 : 10) + random.normal()));
  expect(shifts.map(({ direction }) => direction)).toEqual(["up", "down"]);
});

test("a bundle that says no time is looked at from where its series leave their course at once", () => {
  const found = [1, 2, 3, 4].filter((seed) => {
    const { bundle, truth } = generateWorld(seed, { fault: "cpu", services: 6, rowsBefore: 400, rowsAfter: 100 });
    const answer = analyse({ ...bundle, incident: { ...bundle.incident, detectedAt: null } });
    return answer.ranked[0]?.service === truth.service;
  });
  expect(found.length).toBeGreaterThanOrEqual(3);
});
