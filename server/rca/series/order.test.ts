import fc from "fast-check";
import { expect, test } from "vitest";
import { medianOf, quantileOf, sortedOf } from "./order.ts";

const values = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 3 }), fc.constant(Number.NaN)), {
  maxLength: 60,
});

test("the median by selection is the median of the sorted values, gaps aside", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 9 }), (some, one) => {
      const all = [...some, one];
      const array = Float64Array.from(all);
      expect(medianOf(array)).toBeCloseTo(quantileOf(sortedOf(array), 0.5), 6);
      expect(array).toEqual(Float64Array.from(all));
    }),
  );
});

test("nothing but gaps has no median", () => {
  expect(medianOf([Number.NaN, Number.NaN])).toBeNaN();
});
