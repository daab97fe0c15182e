import { expect, test } from "vitest";
import { spentOf, toneOf } from "./time-box.ts";

test("a point that runs goes on counting; one that rests does not", () => {
  const startedAt = "2026-01-05T10:00:00.000Z";
  expect(spentOf({ spentMs: 1_000, startedAt }, Date.parse(startedAt) + 500)).toBe(1_500);
  expect(spentOf({ spentMs: 1_000, startedAt }, Date.parse(startedAt) - 500)).toBe(1_000);
  expect(spentOf({ spentMs: 1_000, startedAt: null }, Date.parse(startedAt))).toBe(1_000);
});

test("a box is over only beyond its time", () => {
  expect([toneOf(60_000, 60_000), toneOf(60_001, 60_000)]).toEqual(["accent", "bad"]);
});
