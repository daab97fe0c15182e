import { expect, test } from "vitest";
import { durationTicks, tickWords } from "./ticks.ts";

const MINUTE = 60_000;

test("marks stand at whole minutes, hours and days, and reach above the longest", () => {
  expect(durationTicks(4 * MINUTE).map(tickWords)).toEqual(["0", "1 min", "2 min", "3 min", "4 min"]);
  expect(durationTicks(5.4 * 60 * MINUTE).map(tickWords)).toEqual(["0", "2 h", "4 h", "6 h"]);
  expect(durationTicks(80 * MINUTE).map(tickWords)).toEqual(["0", "30 min", "1 h", "1.5 h"]);
  expect(durationTicks(9 * 1_440 * MINUTE).map(tickWords)).toEqual(["0", "2 d", "4 d", "6 d", "8 d", "10 d"]);
  expect(durationTicks(0)).toHaveLength(2);
  const years = durationTicks(1_000 * 1_440 * MINUTE);
  expect(years.length).toBeLessThanOrEqual(7);
  expect(years.at(-1)).toBeGreaterThanOrEqual(1_000 * 1_440 * MINUTE);
});
