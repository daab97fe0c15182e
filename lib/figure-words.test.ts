import { expect, test } from "vitest";
import { figureWords } from "./figure-words.ts";

test.each([
  ["money", 60_001, "estimated", "~USD 60,000"],
  ["money", 1_234_567, "estimated", "~USD 1,230,000"],
  ["money", 45_000, "estimated", "~USD 45,000"],
  ["money", 0, "estimated", "~USD 0"],
  ["money", 60_001, "reported", "USD 60,001"],
  ["count", 12_345, "estimated", "~12,345"],
  ["milliseconds", 45 * 60_000, "computed", "45 min"],
] as const)("%s %d, %s, is %s", (unit, value, source, words) => {
  expect(figureWords({ unit, value, source }, "USD")).toBe(words);
});
