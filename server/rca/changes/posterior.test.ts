import fc from "fast-check";
import { expect, test } from "vitest";
import type { Features } from "./features.ts";
import { posterior } from "./posterior.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const bit = fc.constantFrom(0, 1);
const features: fc.Arbitrary<Features> = fc.record({
  time: share,
  isLate: bit,
  aligned: share,
  relation: share,
  words: share,
  named: share,
  topic: share,
  mechanism: share,
  danger: share,
  lines: fc.nat(400),
  isTold: bit,
  harm: share,
  mends: bit,
  isSwitch: bit,
  carried: bit,
  reverted: share,
});

test("scores lie from 0 to 1 and leave room for that none of those listed did it", () => {
  fc.assert(
    fc.property(fc.array(features, { maxLength: 30 }), share, (all, outside) => {
      const scores = posterior(all, outside);
      expect(scores).toHaveLength(all.length);
      for (const score of scores) expect(score).toBeGreaterThanOrEqual(0);
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

const plain: Features = {
  time: 1,
  isLate: 0,
  aligned: 1,
  relation: 1,
  words: 0,
  named: 0,
  topic: 0,
  mechanism: 0,
  danger: 0.5,
  lines: 4,
  isTold: 1,
  harm: 1,
  mends: 0,
  isSwitch: 0,
  carried: 1,
  reverted: 0,
};
const telling: Features = { ...plain, words: 0.5, named: 0.4, topic: 0.4, mechanism: 1, danger: 1 };
const scoreOf = (one: Features, outside = 0): number => posterior([one, { ...plain, relation: 0.1, aligned: 0 }], outside)[0] ?? 0;

test("the only change of the service that fails, just before it fails, is not accused for that", () => {
  expect(scoreOf(plain)).toBeLessThan(0.5);
});

test("it is where what it does brings about what is complained of", () => {
  expect(scoreOf(telling)).toBeGreaterThan(0.8);
});

test("it is not where a strong reason outside of changes is known, or where it came only after the trouble", () => {
  const middling = { ...telling, words: 0.2, danger: 0.5 };
  expect([scoreOf(middling) >= 0.5, scoreOf(middling, 0.95) >= 0.5]).toEqual([true, false]);
  expect(scoreOf({ ...telling, isLate: 1 })).toBeLessThan(0.5);
});
