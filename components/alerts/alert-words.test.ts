import { expect, test } from "vitest";
import type { AlertSummary } from "#lib/contracts/alert.ts";
import { alertFilterFrom, alertQuery } from "./alert-filter.ts";
import { groupAlerts, timesWords } from "./alert-words.ts";

const alert = (id: string, service: string | null, reference: string | null = null): AlertSummary => ({
  id,
  title: id,
  status: "firing",
  level: "warning",
  source: "grafana",
  integration: { id: "i", name: "Grafana" },
  service: service ? { id: service, name: service } : null,
  labels: {},
  link: null,
  startsAt: "2026-01-01T00:00:00.000Z",
  endsAt: null,
  lastAt: "2026-01-01T00:00:00.000Z",
  occurrences: 1,
  refires: 0,
  outcome: "recorded",
  reason: "",
  incident: reference ? { reference, title: "Down" } : null,
});

test("groups stand in the order of their first alert, and lose none", () => {
  const alerts = [alert("a", "shop"), alert("b", null), alert("c", "shop", "INC-1")];
  expect(groupAlerts(alerts, "service").map(({ title, alerts: of }) => [title, of.map(({ id }) => id)])).toEqual([
    ["shop", ["a", "c"]],
    ["Without a service", ["b"]],
  ]);
  expect(groupAlerts(alerts, "incident").map(({ title }) => title)).toEqual(["Without an incident", "INC-1 · Down"]);
  expect(groupAlerts(alerts, "none")).toHaveLength(1);
});

test("how often is said only where it was more than once", () => {
  expect([timesWords({ occurrences: 1, refires: 0 }), timesWords({ occurrences: 1_200, refires: 2 })]).toEqual(["", "1,200 times, 2 × again"]);
});

test("an address and its filter are the same thing, and what is no filter is passed over", () => {
  const filter = alertFilterFrom({ state: "all", level: "critical,error", group: "service", q: "pool" });
  expect(filter).toMatchObject({ state: "all", level: ["critical", "error"], group: "service", q: "pool" });
  expect(alertFilterFrom(Object.fromEntries(new URLSearchParams(alertQuery(filter))))).toEqual(filter);
  expect(alertQuery(alertFilterFrom({ state: "odd", level: "loud", service: "no id" }))).toBe("");
});
