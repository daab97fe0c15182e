import { expect, test } from "vitest";
import { sumsOf } from "./health-sums.ts";

const day = { day: "2026-11-23", agent: "incident-commander", runs: 2, failed: 1, tokensIn: 10, tokensOut: 5 };

test("sums add up what is known, and say when a part is not", () => {
  expect(
    sumsOf([
      { ...day, costDollars: 0.5 },
      { ...day, costDollars: 0.25 },
    ]),
  ).toMatchObject({ runs: 4, failed: 2, costDollars: 0.75, isCostPartial: false });
  expect(
    sumsOf([
      { ...day, costDollars: 0.5 },
      { ...day, costDollars: null },
    ]),
  ).toMatchObject({ costDollars: 0.5, isCostPartial: true });
});

test("nothing known is unknown, and no run costs nothing", () => {
  expect(sumsOf([{ ...day, costDollars: null }])).toMatchObject({ costDollars: null, isCostPartial: true });
  expect(sumsOf([])).toMatchObject({ runs: 0, costDollars: 0 });
});
