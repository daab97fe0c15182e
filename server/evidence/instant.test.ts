import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf } from "./instant.ts";

const NOON = Date.UTC(2026, 4, 4, 12, 0, 0);

test.each([
  ["Unix seconds", NOON / 1000],
  ["Unix seconds as text", String(NOON / 1000)],
  ["Unix milliseconds", NOON],
  ["Unix microseconds", NOON * 1000],
  ["RFC 3339 in UTC", "2026-05-04T12:00:00Z"],
  ["RFC 3339 with a zone", "2026-05-04T14:00:00+02:00"],
  ["a zone without a colon", "2026-05-04T07:00:00-0500"],
  ["no zone, which is taken for UTC", "2026-05-04T12:00:00"],
  ["a space instead of the T", "2026-05-04 12:00:00"],
  ["spaces around it", "  2026-05-04T12:00:00.000Z "],
])("an instant may be written as %s", (_, written) => {
  expect(instantOf(written)).toBe(NOON);
});

test.each([[""], ["soon"], ["25:00"], [null], [undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [{}], [[]], [true]])(
  "%j is no instant",
  (written) => {
    expect(instantOf(written)).toBeNull();
  },
);

test("whatever is read can be written as a date again", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.bigInt().map(String)), (written) => {
      const at = instantOf(written);
      expect(at === null || !Number.isNaN(Date.parse(new Date(at).toISOString()))).toBe(true);
    }),
  );
});
