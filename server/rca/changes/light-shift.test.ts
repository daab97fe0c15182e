import { expect, test } from "vitest";
import { openRandom } from "../testing/worlds/random.ts";
import { lightShiftOf } from "./light-shift.ts";

const rowOf = (seed: number, step: number): Float64Array => {
  const random = openRandom(seed);
  return Float64Array.from({ length: 160 }, (_, at) => random.normal() + (at < 100 ? 0 : step));
};

test("a mean that moves by two deviations is found within a few points of where it moves", () => {
  const found = [1, 2, 3, 4, 5].map((seed) => lightShiftOf(rowOf(seed, 2)));
  expect(found.every((one) => one !== null && Math.abs(one.split - 100) <= 6 && one.step > 1)).toBe(true);
});

test("among two hundred rows of noise at most one moves", () => {
  const found = Array.from({ length: 200 }, (_, seed) => lightShiftOf(rowOf(seed + 1, 0))).filter((one) => one !== null);
  expect(found.length).toBeLessThanOrEqual(1);
});

test("a row that wanders by itself is not taken for one that moved", () => {
  const random = openRandom(9);
  let last = 0;
  const row = Float64Array.from({ length: 200 }, () => {
    last = 0.8 * last + 0.6 * random.normal();
    return last;
  });
  expect(lightShiftOf(row)).toBeNull();
});
