import { expect, test } from "vitest";
import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { openRandom } from "../testing/random.ts";
import { measureAll } from "./measure-all.ts";

const STEP = 300_000;
const DAY = 86_400_000;
const BEGIN = Date.UTC(2024, 0, 8);

/** Three calm days whose nights are quiet, then an hour of trouble beginning at `hour` with `value`. */
function measured(hour: number, value: number) {
  const random = openRandom(3);
  const onset = BEGIN + 3 * DAY + hour * 3_600_000;
  const rows = (onset - BEGIN) / STEP + 12;
  const times = Float64Array.from({ length: rows }, (_, row) => BEGIN + row * STEP);
  const values = times.map((at) => (at < onset ? 100 - 80 * Math.cos((2 * Math.PI * (at % DAY)) / DAY) : value) + random.normal());
  const series: Series = { service: "api", metric: "requests", unit: null, kind: "gauge", times, values };
  const end = BEGIN + rows * STEP;
  const frame: Frame = { onset, calm: { from: BEGIN, to: onset }, trouble: { from: onset, to: end }, symptoms: [], isGuessed: false };
  return measureAll([series], frame)[0];
}

test("what is usual at noon is a surge at midnight", () => {
  expect(measured(1, 150)).toMatchObject({ direction: "up" });
  expect(measured(1, 150)?.strength).toBeGreaterThan(0.9);
});

test("what is usual at noon is nothing at noon", () => {
  expect(measured(12, 178)?.strength).toBeLessThan(0.5);
});
