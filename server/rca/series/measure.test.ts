import { expect, test } from "vitest";
import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { openRandom } from "../testing/random.ts";
import { measureAll } from "./measure-all.ts";

const ONSET = 600_000;

function seriesOf(metric: string, valueAt: (second: number) => number, seconds = 900): Series {
  const times = Float64Array.from({ length: seconds }, (_, second) => second * 1000);
  return { service: "cart", metric, unit: null, kind: "gauge", times, values: times.map((at) => valueAt(at / 1000)) };
}

function measured(series: Series, toldLate = 0) {
  const onset = ONSET + toldLate;
  const frame: Frame = { onset, calm: { from: 0, to: onset - 60_000 }, trouble: { from: onset, to: 900_000 }, symptoms: [], isGuessed: false };
  const [one] = measureAll([series], frame);
  if (!one) throw new Error("Nothing was measured.");
  return one;
}

test("a step is found with its direction, its size and the second in which it began, however late the incident was noticed", () => {
  for (const late of [0, 60_000, 120_000]) {
    const random = openRandom(7);
    const one = measured(
      seriesOf("latency", (second) => (second < 600 ? 0.2 : 0.5) + 0.01 * random.normal()),
      late,
    );
    expect(one).toMatchObject({ direction: "up" });
    expect(one.strength).toBeGreaterThan(0.95);
    expect(one.reached).toBeCloseTo(0.5, 1);
    expect(Math.abs((one.at ?? 0) - ONSET)).toBeLessThanOrEqual(5000);
  }
});

test("noise alone is no departure", () => {
  const random = openRandom(8);
  expect(measured(seriesOf("cpu", () => 0.4 + 0.05 * random.normal())).strength).toBeLessThan(0.2);
});

test("a constant that stays is nothing, and one that leaves its value is found without endless deviations", () => {
  expect(measured(seriesOf("pool", () => 5)).strength).toBe(0);
  const left = measured(seriesOf("pool", (second) => (second < 600 ? 5 : 50)));
  expect(left.strength).toBeGreaterThan(0.9);
  expect(left.excursion.magnitude).toBeLessThan(1000);
});

test("a hardly visible change of a steady series is below the floor of its scale", () => {
  expect(measured(seriesOf("latency", (second) => (second < 600 ? 0.2 : 0.2001))).strength).toBe(0);
});

test("a few wild points are no state", () => {
  const random = openRandom(9);
  expect(measured(seriesOf("cpu", (second) => (second > 700 && second < 705 ? 40 : 0.4) + 0.05 * random.normal())).strength).toBe(0);
});

test("what was over before the trouble was seen is not it", () => {
  const random = openRandom(10);
  expect(measured(seriesOf("cpu", (second) => (second > 480 && second < 560 ? 4 : 0.4) + 0.05 * random.normal())).strength).toBeLessThan(0.5);
});

test("a steady walk goes on walking and is no departure", () => {
  expect(measured(seriesOf("mem", (second) => 100 + second)).strength).toBeLessThan(0.5);
});

test("an earlier incident in the calm does not hide the present one", () => {
  const random = openRandom(11);
  const one = measured(seriesOf("cpu", (second) => (second > 100 && second < 130 ? 3 : second < 600 ? 0.4 : 2) + 0.05 * random.normal()));
  expect(one.strength).toBeGreaterThan(0.5);
});

test("single errors among many requests are nobody's trouble", () => {
  const requests = seriesOf("requests", () => 100);
  const errors = (share: number) => ({ ...seriesOf("errors", (second) => (second < 600 ? 0 : 100 * share)), times: requests.times });
  const frame: Frame = { onset: ONSET, calm: { from: 0, to: ONSET }, trouble: { from: ONSET, to: 900_000 }, symptoms: [], isGuessed: false };
  const strength = (share: number) => measureAll([requests, errors(share)], frame).find(({ kind }) => kind.name === "errors")?.strength ?? 0;
  expect(strength(0.0005)).toBe(0);
  expect(strength(0.05)).toBeGreaterThan(0.9);
});

test("a series without values before or after is left out", () => {
  expect(() => measured(seriesOf("cpu", () => Number.NaN))).toThrow();
  expect(() => measured(seriesOf("cpu", (second) => (second < 700 ? Number.NaN : 1)))).toThrow();
});

test("a single wild sample is no departure, two beside each other are", () => {
  const withWild = (...wild: number[]) => {
    const random = openRandom(9);
    return measuredOfFew((row) => 1 + 0.1 * random.normal() + (wild.includes(row) ? 40 : 0));
  };
  expect(withWild(102).strength).toBeLessThan(0.5);
  expect(withWild(102, 103).strength).toBeGreaterThan(0.8);
});

/** A row a minute, a hundred before and six after. */
function measuredOfFew(valueAt: (row: number) => number) {
  const times = Float64Array.from({ length: 106 }, (_, row) => row * 60_000);
  const onset = 100 * 60_000;
  const frame: Frame = { onset, calm: { from: 0, to: onset - 60_000 }, trouble: { from: onset, to: 105 * 60_000 }, symptoms: [], isGuessed: false };
  const [one] = measureAll(
    [{ service: "cart", metric: "queue", unit: null, kind: "gauge", times, values: times.map((_, row) => valueAt(row)) }],
    frame,
  );
  if (!one) throw new Error("Nothing was measured.");
  return one;
}
