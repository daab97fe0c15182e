import { expect, test } from "vitest";
import { frameOf } from "../frame.ts";
import { aBundle, NOON } from "../testing/bundle.ts";
import { openRandom } from "../testing/random.ts";
import { byChanceOf } from "./by-chance.ts";
import { profileOf } from "./likeness.ts";
import { type Measured, measureAll } from "./measure-all.ts";

const ROWS = 400;
const BEFORE = 300;

/** Services by name, each with a latency that rises by `rise` when the trouble begins. */
function measuredOf(rises: Record<string, number>): Measured[] {
  const random = openRandom(3);
  const times = Float64Array.from({ length: ROWS }, (_, row) => NOON + (row - BEFORE) * 60_000);
  const series = Object.entries(rises).map(([service, rise]) => ({
    service,
    metric: "latency",
    unit: "s",
    kind: "gauge" as const,
    times,
    values: times.map((at) => (1 + 0.1 * random.normal()) * (at >= NOON ? 1 + rise : 1)),
  }));
  return measureAll(series, frameOf(aBundle({ series })));
}

const named = (measured: readonly Measured[], service: string): Measured => {
  const one = measured.find(({ series }) => series.service === service);
  if (!one) throw new Error(`Nothing was measured of ${service}.`);
  return one;
};

test("what stands far out is expected in hardly one of all series, what does not stands in several", () => {
  const measured = measuredOf({ cart: 2, shop: 0, store: 0 });
  const byChance = byChanceOf(measured, null, 0);
  expect(byChance(named(measured, "cart")).byChance).toBeLessThan(0.05);
  expect(byChance(named(measured, "shop")).byChance).toBeGreaterThan(0.5);
});

test("the more series are compared, the likelier one of them shows the same by chance", () => {
  const few = measuredOf({ cart: 0.4, shop: 0 });
  const cart = named(few, "cart");
  const many = [...few, ...Array.from({ length: 98 }, (_, at) => ({ ...cart, series: { ...cart.series, service: `other-${at}` } }))];
  expect(byChanceOf(many, null, 0)(cart).byChance).toBeCloseTo(50 * (byChanceOf(few, null, 0)(cart).byChance ?? 0), 6);
});

test("twins of a metric count once", () => {
  const measured = measuredOf({ cart: 0.4, shop: 0 });
  const cart = named(measured, "cart");
  const twin = { ...cart, series: { ...cart.series, metric: "latency_p99" } };
  expect(byChanceOf([...measured, twin], null, 0)(cart)).toEqual(byChanceOf(measured, null, 0)(cart));
});

test("what fits a stated symptom is confirmed as far as the symptom is more than chance, and what does not fit is not", () => {
  const measured = measuredOf({ shop: 2, cart: 2, apart: 0 });
  const byChance = byChanceOf(measured, profileOf(named(measured, "shop")), 1);
  expect(byChance(named(measured, "cart")).confirmedBy).toBeLessThan(0.05);
  expect(byChanceOf(measured, profileOf(named(measured, "shop")), 0)(named(measured, "cart")).confirmedBy).toBeUndefined();
});
