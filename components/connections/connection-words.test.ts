import { expect, test } from "vitest";
import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { abilityOf, inboundOf, KIND_OPTIONS, placeOf, stateOf, variablesOf } from "./connection-words.ts";

const GRAFANA: ConnectionSummary = {
  id: "environment-grafana",
  kind: "grafana",
  name: "Grafana",
  source: "environment",
  settings: { url: "https://grafana.example.com" },
  secrets: { token: "•••cdef" },
  isEnabled: true,
  problem: null,
  lastTest: null,
  version: 0,
};

test("a connection's state says the most important first", () => {
  const good = { at: "2026-11-23T14:30:00.000Z", isGood: true, message: "Grafana 12" };
  expect(stateOf(GRAFANA, null).word).toBe("not tested yet");
  expect(stateOf(GRAFANA, good).word).toBe("working");
  expect(stateOf(GRAFANA, { ...good, isGood: false }).word).toBe("failing");
  expect(stateOf({ ...GRAFANA, problem: "no key" }, good).word).toBe("not usable");
  expect(stateOf({ ...GRAFANA, isEnabled: false, problem: "no key" }, good).word).toBe("disabled");
});

test("a connection from the environment names its variables, and where each leads", () => {
  expect(variablesOf(GRAFANA)).toEqual([
    { name: "GRAFANA_URL", value: "https://grafana.example.com" },
    { name: "GRAFANA_TOKEN", value: "•••cdef" },
  ]);
  expect(placeOf(GRAFANA)).toBe("https://grafana.example.com");
  expect(placeOf({ ...GRAFANA, kind: "datadog", settings: { site: "datadoghq.eu", url: "" } })).toBe("datadoghq.eu");
  expect(placeOf({ ...GRAFANA, kind: "kubernetes", settings: {}, secrets: { kubeconfig: "/etc/kube" } })).toBe("/etc/kube");
  expect(placeOf({ ...GRAFANA, kind: "kubernetes", source: "settings", settings: {} })).toBe("the kubeconfig's current context");
});

test("a channel says where pages go, and where the other side sends what happens there", () => {
  const slack: ConnectionSummary = { ...GRAFANA, kind: "slack", source: "settings", settings: { channel: "C024BE91L", url: "" } };
  expect([abilityOf("grafana"), abilityOf("slack")]).toEqual(["reads", "notifies"]);
  expect(placeOf(slack)).toBe("channel C024BE91L, and direct messages");
  expect(placeOf({ ...slack, settings: { channel: "", url: "" } })).toBe("direct messages only");
  expect(placeOf({ ...slack, kind: "pagerduty", settings: { url: "" } })).toBe("events.pagerduty.com");
  expect(inboundOf({ kind: "pagerduty", id: "42" })).toBe("Webhook subscription to /api/pagerduty/42");
  expect(inboundOf(GRAFANA)).toBeNull();
});

test("each choice offers only what can do it", () => {
  expect(KIND_OPTIONS.reads.map(({ value }) => value)).toEqual(["prometheus", "loki", "grafana", "datadog", "kubernetes"]);
  expect(KIND_OPTIONS.notifies.map(({ value }) => value)).toEqual(["slack", "pagerduty", "webhook"]);
});
