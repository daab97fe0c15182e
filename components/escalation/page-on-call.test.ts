import { expect, test } from "vitest";
import type { ForeseenStep } from "#lib/contracts/escalation/time-machine.ts";
import { reachWords } from "./page-on-call.tsx";

const step = (level: string, minutes: number, ...names: string[]): ForeseenStep => ({
  at: "2026-11-23T12:00:00.000Z",
  minutes,
  level,
  step: level,
  title: level === "L1" ? "On-Call Engineer" : "Team Lead",
  why: "at once",
  people: names.map((name) => ({ id: name, name, messages: [] })),
  channels: [],
  problems: [],
});

test("a declaration says whom it pages when, each person once", () => {
  expect(reachWords({ steps: [step("L1", 0, "Ada"), step("L2", 15, "Bo", "Ada"), step("L1", 45, "Ada")] })).toBe(
    "Pages Ada (On-Call Engineer) at once, Bo in 15 min, while nobody acknowledges.",
  );
  expect(reachWords({ steps: [step("L1", 0, "Ada"), step("L2", 75, "Bo", "Cy", "Di", "Eve")] })).toContain(
    "Bo in 1 h 15 min, Cy in 1 h 15 min, then 2 more",
  );
  expect(reachWords({ steps: [step("L1", 0)] })).toContain("Reaches nobody");
});
