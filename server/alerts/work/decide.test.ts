import { expect, test } from "vitest";
import { RuleDefinition } from "#lib/contracts/alert-rule.ts";
import type { Told } from "../match/match-rule.ts";
import { decide, type RunningWindow, spend } from "./decide.ts";

const TOLD: Told = { title: "Errors", level: "critical", source: "grafana", service: "shop", labels: { env: "prod" } };
const NOW = "2026-11-23T12:00:00.000Z";
const rule = (id: string, action: "declare" | "attach" | "record", matchers: object[] = []) => ({
  id,
  isEnabled: true,
  definition: RuleDefinition.parse({ name: id, action, matchers }),
});
const window = (given: Partial<RunningWindow>): RunningWindow => ({ id: "w", title: "Upgrade", serviceIds: [], matchers: [], ...given });
const what = (windows: RunningWindow[], serviceId: string | null = "s1") =>
  decide({ told: TOLD, serviceId }, { rules: [rule("r", "declare")], windows, now: NOW }).what;

test("a window holds back what fits its services and its labels, both where it names both", () => {
  const env = { label: "env", operator: "is" as const, value: "prod" };
  expect(what([window({ serviceIds: ["s1"] })])).toBe("maintenance");
  expect(what([window({ serviceIds: ["s2"] })])).toBe("declare");
  expect(what([window({ serviceIds: ["s1"] })], null)).toBe("declare");
  expect(what([window({ matchers: [env] })], null)).toBe("maintenance");
  expect(what([window({ serviceIds: ["s1"], matchers: [{ ...env, value: "test" }] })])).toBe("declare");
  expect(what([window({})])).toBe("declare");
});

test("without a rule that matches it is recorded, and says so", () => {
  expect(decide({ told: TOLD, serviceId: null }, { rules: [], windows: [], now: NOW })).toEqual({
    what: "record",
    rule: null,
    reason: "No rule matches.",
  });
});

test("critical alerts have a budget of their own, so that others cannot use it up", () => {
  const used = { critical: 0, others: 0 };
  const budget = { most: 2, minutes: 10 };
  expect([1, 2, 3].map(() => spend(used, "warning", budget))).toEqual([true, true, false]);
  expect([1, 2, 3].map(() => spend(used, "critical", budget))).toEqual([true, true, false]);
});
