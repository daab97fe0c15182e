import { expect, test } from "vitest";
import type { FiredStep } from "./contracts/escalation/state.ts";
import { pageWords } from "./describe-escalation.ts";

const step = (title: string, names: string[], problems: string[] = []): FiredStep => ({
  step: title,
  title,
  loop: 0,
  at: "2026-11-23T12:00:00.000Z",
  trigger: null,
  pages: names.map((name, n) => ({ id: `${n}`, target: "user:1", name, person: { id: name, name }, answer: null })),
  problems,
});
const told = (...steps: FiredStep[]) =>
  pageWords({ kind: "page", escalation: "x", reason: null, isByHand: false, steps })
    .map((word) => (typeof word === "string" ? word : "strong" in word ? word.strong : ""))
    .join("");

test("levels that found nobody one after the other are said once, with each reason once", () => {
  const found = told(
    step("On-Call", [], ["There is no schedule"]),
    step("VP", [], ["Nobody is VP"]),
    step("CTO", [], ["Nobody is VP"]),
    step("Admins", ["Ada"]),
  );
  expect(found).toBe("paged Ada for Admins · found nobody to page for On-Call, VP and CTO · There is no schedule; Nobody is VP");
});

test("one that found nobody alone keeps its own words", () => {
  expect(told(step("On-Call", [], ["There is no schedule"]))).toBe("found nobody to page for On-Call · There is no schedule");
});
