import { expect, test } from "vitest";
import { Hours, RuleDefinition } from "#lib/contracts/alert-rule.ts";
import { firstMatch, isWithin, matchesAll, titleFrom } from "./match-rule.ts";

const TOLD = {
  title: "5xx above 15 %",
  level: "critical" as const,
  source: "grafana",
  service: "payment-api",
  labels: { region: "eu-west", level: "ignored" },
};
const rule = (id: string, given: object, isEnabled = true) => ({
  id,
  isEnabled,
  definition: RuleDefinition.parse({ name: id, action: "record", ...given }),
});

test("each operator does what it says, on labels and on what every alert has", () => {
  const is = (label: string, operator: "is" | "is-not" | "like" | "matches", value: string) => matchesAll([{ label, operator, value }], TOLD);
  expect([is("region", "is", "eu-west"), is("region", "is", "eu")]).toEqual([true, false]);
  expect([is("region", "is-not", "us"), is("absent", "is-not", "us"), is("absent", "is", "")]).toEqual([true, true, true]);
  expect([is("service", "like", "payment-*"), is("title", "matches", "\\dxx.*"), is("level", "is", "critical")]).toEqual([true, true, true]);
  expect(is("toString", "is", "")).toBe(true);
});

test("the first enabled rule whose conditions all hold decides", () => {
  const matchers = [{ label: "level", operator: "is" as const, value: "critical" }];
  const rules = [
    rule("off", {}, false),
    rule("other", { matchers: [...matchers, { label: "region", value: "us" }] }),
    rule("this", { matchers }),
    rule("all", {}),
  ];
  expect(firstMatch(rules, TOLD, "2026-11-23T12:00:00Z")?.id).toBe("this");
  expect(firstMatch([], TOLD, "2026-11-23T12:00:00Z")).toBeNull();
});

test("hours follow the clock of their zone, over midnight and over the change to summer time", () => {
  const night = Hours.parse({ days: [1, 2, 3, 4, 5], from: "22:00", to: "06:00", timeZone: "Europe/Berlin" });
  // Monday 23 November 2026, 22:30 in Berlin; Tuesday 05:59; Saturday 05:00 belongs to Friday's night, Saturday 22:30 to none.
  expect(["2026-11-23T21:30:00Z", "2026-11-24T04:59:00Z", "2026-11-28T04:00:00Z"].map((at) => isWithin(night, at))).toEqual([true, true, true]);
  expect(["2026-11-24T05:01:00Z", "2026-11-28T21:30:00Z", "2026-11-23T04:00:00Z"].map((at) => isWithin(night, at))).toEqual([false, false, false]);
  const day = Hours.parse({ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "17:00", timeZone: "Europe/Berlin" });
  expect([isWithin(day, "2026-03-28T08:30:00Z"), isWithin(day, "2026-03-29T07:30:00Z"), isWithin(day, "2026-03-29T06:30:00Z")]).toEqual([
    true,
    true,
    false,
  ]);
  expect(isWithin({ ...day, isOutside: true }, "2026-03-29T07:30:00Z")).toBe(false);
});

test("a title takes labels, leaves out what is not said, and is never empty", () => {
  expect(titleFrom("{{service}}: {{title}} in {{ region }} {{absent}}", TOLD)).toBe("payment-api: 5xx above 15 % in eu-west");
  expect(titleFrom("{{absent}}", TOLD)).toBe("5xx above 15 %");
});
