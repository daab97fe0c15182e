import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IntegrationSettings } from "#lib/contracts/integration.ts";
import { Unreadable } from "#server/platform/foreign-json.ts";
import { alertOfApi, alertsIn, SOURCES } from "./index.ts";

const SETTINGS = IntegrationSettings.parse({});
const read = (kind: keyof typeof SOURCES, message: object, settings = SETTINGS) => alertsIn(kind, JSON.stringify(message), settings);

/** As Alertmanager 0.25 posted it, after one of two alerts was resolved. */
const ALERTMANAGER = {
  receiver: "muster",
  status: "firing",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "PaymentAPI5xxRate", instance: "payment-api-0:8080", region: "us-east", service: "payment-api", severity: "critical" },
      annotations: { runbook_url: "https://runbooks.example.com/payment", summary: "Payment API 5xx rate above 15%" },
      startsAt: "2026-11-23T10:57:23.61290107Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://prometheus.example.com/graph",
      fingerprint: "2e8096f5b7f83936",
    },
    {
      status: "resolved",
      labels: { alertname: "PaymentAPI5xxRate", instance: "payment-api-1:8080", region: "eu-west", service: "payment-api", severity: "critical" },
      annotations: { summary: "Payment API 5xx rate above 15%" },
      startsAt: "2026-11-23T10:57:23.637494571Z",
      endsAt: "2026-11-23T10:58:33.637494571Z",
      generatorURL: "",
      fingerprint: "9cbdc0de127e74eb",
    },
  ],
  externalURL: "http://vm:9193",
  version: "4",
  groupKey: '{}:{alertname="PaymentAPI5xxRate"}',
};

test("Alertmanager: each alert of a group by its fingerprint, with times that are none left out", () => {
  const [firing, resolved] = read("alertmanager", ALERTMANAGER);
  expect(firing).toMatchObject({
    key: "2e8096f5b7f83936",
    status: "firing",
    level: "critical",
    title: "Payment API 5xx rate above 15%",
    link: "http://prometheus.example.com/graph",
    startsAt: "2026-11-23T10:57:23.612Z",
    endsAt: null,
  });
  expect(resolved).toMatchObject({ key: "9cbdc0de127e74eb", status: "resolved", link: "http://vm:9193", endsAt: "2026-11-23T10:58:33.637Z" });
  expect(() => read("alertmanager", { version: "4" })).toThrow("It has no list “alerts”. Send the webhook of Alertmanager here.");
});

test("Alertmanager without fingerprints: the labels are the key, whatever their order", () => {
  const keyOf = (labels: object) => read("alertmanager", { alerts: [{ status: "firing", labels }] })[0]?.key;
  expect(keyOf({ a: "1", b: "2" })).toBe(keyOf({ b: "2", a: "1" }));
  expect(keyOf({ a: "1" })).not.toBe(keyOf({ a: "2" }));
});

test("Grafana: where to look and what was measured besides", () => {
  const alert = { ...ALERTMANAGER.alerts[0], valueString: "[ var='A' value=17.2 ]", panelURL: "https://grafana.example.com/d/x?viewPanel=2" };
  const [read1] = read("grafana", { version: "1", alerts: [alert] });
  expect(read1).toMatchObject({ link: alert.panelURL, description: alert.valueString });
});

describe("PagerDuty", () => {
  const event = (type: string, data: object = {}) => ({
    event: {
      id: "E1",
      event_type: type,
      resource_type: "incident",
      occurred_at: "2026-11-23T11:00:00.000Z",
      data: {
        id: "P1",
        type: "incident",
        title: "DB down",
        status: "triggered",
        urgency: "high",
        html_url: "https://x.pagerduty.com/incidents/P1",
        created_at: "2026-11-23T10:57:00Z",
        service: { summary: "Payments" },
        priority: { summary: "P1" },
        ...data,
      },
    },
  });

  test("an incident of theirs is an alert by its id, priority and status", () => {
    expect(read("pagerduty", event("incident.triggered"))).toMatchObject([
      { key: "P1", status: "firing", level: "critical", labels: { service: "Payments" }, startsAt: "2026-11-23T10:57:00.000Z" },
    ]);
    expect(read("pagerduty", event("incident.resolved", { status: "resolved" }))).toMatchObject([
      { status: "resolved", endsAt: "2026-11-23T11:00:00.000Z" },
    ]);
    expect(read("pagerduty", event("incident.reopened"))).toMatchObject([{ status: "firing", startsAt: "2026-11-23T11:00:00.000Z" }]);
    expect(read("pagerduty", event("incident.triggered", { priority: null, urgency: "low" }))).toMatchObject([{ level: "warning" }]);
  });

  test("their ping, and what is about something else, is no alert", () => {
    expect(read("pagerduty", event("pagey.ping"))).toEqual([]);
    expect(read("pagerduty", event("service.updated"))).toEqual([]);
  });
});

test("Datadog: a cycle is one alert, its tags are labels, its priority says how bad", () => {
  const message = {
    title: "[Triggered] Latency",
    transition: "Triggered",
    priority: "P1",
    cycle: "77",
    alert_id: "9",
    tags: "service:shop,env:prod,urgent",
    date: "1764000000000",
    link: "https://app.datadoghq.com/event/1",
  };
  expect(read("datadog", message)).toMatchObject([
    {
      key: "77",
      status: "firing",
      level: "critical",
      labels: { service: "shop", env: "prod", urgent: "true", monitor: "9" },
      startsAt: "2025-11-24T16:00:00.000Z",
    },
  ]);
  expect(read("datadog", { ...message, transition: "Recovered" })).toMatchObject([{ key: "77", status: "resolved", startsAt: null }]);
  expect(read("datadog", { ...message, priority: "", transition: "Re-Warn" })).toMatchObject([{ level: "warning" }]);
});

test("anything else: by a mapping, also of a list inside", () => {
  const settings = IntegrationSettings.parse({
    mapping: {
      list: "data.items",
      title: "event.name",
      status: "state",
      resolvedWords: "fine",
      level: "rank",
      key: '["the.id"]',
      service: "host",
      labels: "tags",
    },
  });
  const message = { data: { items: [{ event: { name: "Cold" }, state: "FINE", rank: "sev 2", "the.id": 7, host: "b2", tags: ["zone:a"] }] } };
  expect(read("generic", message, settings)).toMatchObject([
    { title: "Cold", status: "resolved", level: "error", key: "7", labels: { service: "b2", zone: "a" } },
  ]);
  expect(() => read("generic", { message: "x" })).toThrow("There is no title at “title”. It has: message.");
  expect(() => read("generic", { data: 1 }, settings)).toThrow("There is no list at “data.items”.");
});

test("what is no JSON, or nested beyond measure, is said so", () => {
  expect(() => alertsIn("generic", "<html>", SETTINGS)).toThrow("The body is not JSON.");
  expect(() => alertsIn("generic", " ", SETTINGS)).toThrow("The body is empty.");
  expect(() => alertsIn("generic", "[".repeat(1_000_000), SETTINGS)).toThrow("The body is nested more than 64 levels deep.");
  expect(() => alertsIn("generic", JSON.stringify({ title: "[".repeat(100) }), SETTINGS)).not.toThrow();
});

test("whatever JSON comes, a source reads alerts that can be stored, or says why not", () => {
  const kinds = Object.keys(SOURCES) as (keyof typeof SOURCES)[];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.oneof(fc.jsonValue(), fc.record({ alerts: fc.array(fc.jsonValue()), event: fc.jsonValue(), title: fc.jsonValue() })),
      (kind, message) => {
        try {
          for (const alert of alertsIn(kind, JSON.stringify(message) ?? "", SETTINGS)) {
            expect(alert.title.length).toBeGreaterThan(0);
            expect(JSON.stringify(alert)).toSatisfy((text: string) => text.isWellFormed() && !text.includes("\\u0000") && !/\\ud[89ab]/.test(text));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});

test("an alert of the API is grouped by its key, else by its title", () => {
  expect(alertOfApi(JSON.stringify({ title: "Full", severity: "P1", service: "db", labels: { a: "b" } }))).toMatchObject({
    key: "Full",
    level: "critical",
    labels: { a: "b", service: "db" },
  });
});
