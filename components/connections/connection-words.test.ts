import { expect, test } from "vitest";
import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { placeOf, stateOf, variablesOf } from "./connection-words.ts";

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
