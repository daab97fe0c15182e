import { expect, test } from "vitest";
import { inputName, inputValue } from "./figure-input-words.ts";

test("inputs of figures are named and shown as people read them", () => {
  expect(["usersPercent", "startedAt", "checkout per minute", "services_affected"].map(inputName)).toEqual([
    "Users in percent",
    "Impact began",
    "checkout per minute",
    "services affected",
  ]);
  expect([80_000, "60000", "0.999", null, "partial 15 % 2024-12-20T14:30:00.000Z – now"].map(inputValue)).toEqual([
    "80,000",
    "60,000",
    "0.999",
    "unknown",
    "partial 15 % 2024-12-20 14:30 UTC – now",
  ]);
});
