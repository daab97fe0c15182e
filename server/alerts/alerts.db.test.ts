import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AttachAlert, ListAlerts } from "#lib/contracts/alert.ts";
import { MaintenanceInput, RuleDefinition, SaveRules, TryRules } from "#lib/contracts/alert-rule.ts";
import { ChangeStatus, MergeIncident } from "#lib/contracts/incident-commands.ts";
import { startApi } from "#server/auth/testing/browser.ts";
import { changeStatus, mergeIncident } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, logOf, refusal, roomOf } from "#server/testing/incident.ts";
import {
  attachAlert,
  declareFromAlert,
  detachAlert,
  endMaintenance,
  incidentSignals,
  listAlerts,
  planMaintenance,
  readRules,
  saveRules,
  tryRules,
} from "./index.ts";
import { alertmanagerBody, anAlert, anIntegration, workAll } from "./testing/scene.ts";
import { claimEvents, settleEvents } from "./work/claim-events.ts";
import { sweepAlerts } from "./work/start-alerts.ts";
import { workEvents } from "./work/work-events.ts";

let api: Awaited<ReturnType<typeof startApi>>;
let admin: Awaited<ReturnType<typeof testPerson>>;
let hook: { id: string; secret: string };

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  await resetDatabase();
  admin = await testPerson({ name: "Ada", role: "admin" });
  hook = await anIntegration(admin, "alertmanager");
});

async function post(body: string, at = hook): Promise<void> {
  const { status } = await fetch(`${api.url}/api/hooks/${at.id}`, { method: "POST", headers: { authorization: `Bearer ${at.secret}` }, body });
  expect(status).toBe(202);
}
const fire = async (given: Parameters<typeof alertmanagerBody>[0]) => {
  await post(alertmanagerBody(given));
  await workAll();
};
const all = async () => (await listAlerts(admin, ListAlerts.parse({ state: "all" }))).items;
const only = async () => {
  const [alert, ...others] = await all();
  if (!alert || others.length > 0) throw new Error(`There are ${others.length + 1} alerts.`);
  return alert;
};
const save = async (...definitions: Parameters<typeof RuleDefinition.parse>[0][]) =>
  saveRules(admin, SaveRules.parse({ version: (await readRules(admin)).version, rules: definitions.map((definition) => ({ definition })) }));
const factsOf = async (reference: string) => (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "alert" ? [fact.action] : []));
const critical = { labels: { severity: "critical" } };

describe("what the first rules make of alerts", () => {
  test("a critical one is declared in triage by its sender, with service, severity and beginning; its end is told and ends nothing", async () => {
    const service = await aService("Checkout");
    const { slug } = await db().service.findUniqueOrThrow({ where: { id: service } });
    await fire({ name: "Errors", labels: { severity: "critical", service: slug } });
    const { incident, outcome } = await only();
    const reference = incident?.reference ?? "";
    expect(outcome).toBe("declared");
    const room = await roomOf(reference);
    expect(room).toMatchObject({ title: "Errors", phase: "triage", severity: "SEV1", services: [{ id: service }] });
    expect(room.timestamps.startedAt?.at).toBe("2026-01-01T00:00:00.000Z");
    const [declared] = await logOf(reference);
    expect(declared?.actor).toMatchObject({ type: "connector", id: hook.id, name: "Test alertmanager" });
    await fire({ name: "Errors", status: "resolved", ...critical });
    expect(await kindsOf(reference)).toEqual(["declared", "alert", "alert"]);
    expect(await factsOf(reference)).toEqual(["fired", "resolved"]);
    expect((await roomOf(reference)).phase).toBe("triage");
  });

  test("alerts of one group and of one name become one incident; a warning is only recorded", async () => {
    await Promise.all(["a", "b", "c"].map((key) => post(alertmanagerBody({ name: "Errors", key, labels: { severity: "critical", instance: key } }))));
    await post(alertmanagerBody({ name: "Slow", labels: { severity: "warning" } }));
    await workAll();
    expect(await db().incident.count()).toBe(1);
    expect((await all()).map(({ outcome }) => outcome).toSorted()).toEqual(["attached", "attached", "declared", "recorded"]);
  });

  test("one that gets worse is decided anew", async () => {
    await fire({ name: "Errors", labels: { severity: "warning" } });
    expect((await only()).outcome).toBe("recorded");
    await fire({ name: "Errors", ...critical });
    expect(await only()).toMatchObject({ outcome: "declared", level: "critical", occurrences: 2 });
  });
});

describe("firing again", () => {
  test("on an open incident is told there", async () => {
    await fire({ name: "Errors", ...critical });
    const reference = (await only()).incident?.reference ?? "";
    await fire({ name: "Errors", status: "resolved", ...critical });
    await fire({ name: "Errors", startsAt: "2026-01-01T01:00:00Z", ...critical });
    expect(await factsOf(reference)).toEqual(["fired", "resolved", "refired"]);
    expect(await only()).toMatchObject({ status: "firing", refires: 1 });
  });

  test.each([
    ["soon after it was resolved opens it again, where the rule says so", 30, 1],
    ["declares anew, where the rule says so", 0, 2],
  ])("%s", async (_, reopenMinutes, incidents) => {
    await save({ name: "All", action: "declare", attachBy: ["key"], reopenMinutes });
    await fire({ name: "Errors", ...critical });
    const reference = (await only()).incident?.reference ?? "";
    await changeStatus(admin, ChangeStatus.parse({ reference, to: "resolved", summary: "Rolled back", hasNoImpact: true }));
    await fire({ name: "Errors", status: "resolved", ...critical });
    await fire({ name: "Errors", startsAt: "2026-01-01T01:00:00Z", ...critical });
    expect(await db().incident.count()).toBe(incidents);
    expect((await roomOf(reference)).phase).toBe(reopenMinutes > 0 ? "investigating" : "resolved");
  });

  test("which comes late, of a stretch that is over, changes nothing", async () => {
    await fire({ name: "Errors", status: "resolved", endsAt: "2026-01-01T00:05:00Z", ...critical });
    await fire({ name: "Errors", ...critical });
    expect(await only()).toMatchObject({ status: "resolved", outcome: "recorded" });
    expect(await db().incident.count()).toBe(0);
  });

  test("with the same words is a repeat for five minutes, and news after that", async () => {
    const body = alertmanagerBody({ name: "Slow", labels: { severity: "warning" } });
    await post(body);
    await post(body);
    await workAll();
    expect(await only()).toMatchObject({ occurrences: 1 });
    await shiftClock(301_000);
    await post(body);
    await workAll();
    expect(await only()).toMatchObject({ occurrences: 2 });
    expect(await db().intakeEvent.findMany({ select: { repeats: true, round: true } })).toEqual([{ repeats: 2, round: 2 }]);
  });
});

describe("a worker that dies", () => {
  test("after any step leaves what another one finishes, once", async () => {
    await post(alertmanagerBody({ name: "Errors", ...critical }));
    for (let turn = 0; turn < 3; turn += 1) {
      await workEvents(systemCtx("Alerts"));
      await db().intakeEvent.updateMany({ data: { state: "working", dueAt: new Date(0) } });
      if (turn === 0) await db().alert.updateMany({ data: { incidentId: null } });
    }
    await workAll();
    expect(await db().incident.count()).toBe(1);
    const { incident, occurrences } = await only();
    expect(occurrences).toBe(1);
    expect(await kindsOf(incident?.reference ?? "")).toEqual(["declared", "alert"]);
  });

  test("whose lease is over records no outcome of its own", async () => {
    await post(alertmanagerBody({ name: "Errors" }));
    const [late] = await claimEvents(10);
    await db().intakeEvent.updateMany({ data: { dueAt: new Date(0) } });
    const [next] = await claimEvents(10);
    if (!late || !next) throw new Error("Nothing was claimed.");
    const stored = () => db().intakeEvent.findFirstOrThrow({ select: { state: true, result: true } });
    await settleEvents([{ event: late, isGood: false, result: "late" }]);
    expect(await stored()).toEqual({ state: "working", result: null });
    await settleEvents([{ event: next, isGood: true, result: "in time" }]);
    expect(await stored()).toEqual({ state: "done", result: "in time" });
  });
});

describe("maintenance", () => {
  const plan = (given: object) =>
    planMaintenance(
      admin,
      MaintenanceInput.parse({
        title: "Upgrade",
        startsAt: new Date(Date.now() - 60_000).toISOString(),
        endsAt: new Date(Date.now() + 600_000).toISOString(),
        ...given,
      }),
    );

  test("keeps alerts and declares nothing until it is over; then what still fires is decided", async () => {
    await plan({ matchers: [{ label: "alertname", value: "Errors" }] });
    await fire({ name: "Errors", ...critical });
    await fire({ name: "Others", ...critical });
    expect((await all()).map(({ title, outcome }) => [title, outcome]).toSorted()).toEqual([
      ["Errors", "maintenance"],
      ["Others", "declared"],
    ]);
    await shiftClock(601_000);
    await sweepAlerts();
    expect((await all()).map(({ outcome }) => outcome)).toEqual(["declared", "declared"]);
  });

  test("ended by a person decides at once, and what was resolved meanwhile stays recorded", async () => {
    const { id } = await plan({ matchers: [{ label: "alertname", operator: "like", value: "Err*" }] });
    await fire({ name: "Errors", ...critical });
    await fire({ name: "ErrorsToo", ...critical });
    await fire({ name: "ErrorsToo", status: "resolved", ...critical });
    await endMaintenance(admin, { id });
    expect((await all()).map(({ title, outcome }) => [title, outcome]).toSorted()).toEqual([
      ["Errors", "declared"],
      ["ErrorsToo", "maintenance"],
    ]);
    expect((await refusal(endMaintenance(admin, { id }))).status).toBe(409);
  });
});

describe("rules", () => {
  test("are saved whole, or refused with what is wrong, or in conflict with somebody else's", async () => {
    const { version } = await readRules(admin);
    const rule = (value: string) => ({
      definition: RuleDefinition.parse({ name: "R", action: "record", matchers: [{ label: "a", operator: "matches", value }] }),
    });
    expect(await refusal(saveRules(admin, { version, rules: [{ isEnabled: true, ...rule("(") }] }))).toMatchObject({
      status: 422,
      issues: [{ path: "rules.0.definition.matchers.0.value" }],
    });
    await saveRules(admin, { version, rules: [{ isEnabled: true, ...rule("x") }] });
    expect((await refusal(saveRules(admin, { version, rules: [{ isEnabled: true, ...rule("y") }] }))).status).toBe(409);
    expect((await readRules(admin)).rules).toMatchObject([{ definition: { matchers: [{ value: "x" }] } }]);
  });

  test("are tried on past alerts beside those in force, and change nothing", async () => {
    await fire({ name: "Errors", ...critical });
    await fire({ name: "Slow", labels: { severity: "warning" } });
    const tried = { rules: [{ definition: { name: "Everything", action: "declare" } }] };
    expect(await tryRules(admin, TryRules.parse(tried))).toMatchObject({ looked: 2, declare: 2, record: 0, differ: 1 });
    expect(await db().incident.count()).toBe(1);
  });

  test("attach only joins what is open and everybody may see; a merged incident hands on to where it went", async () => {
    const service = await aService("Search");
    const { slug } = await db().service.findUniqueOrThrow({ where: { id: service } });
    await save({ name: "Join", action: "attach", attachBy: ["service"] });
    const secret = await anIncident(admin, { services: [service], visibility: "private" });
    await fire({ name: "One", labels: { service: slug } });
    expect((await only()).outcome).toBe("recorded");
    expect(await kindsOf(secret)).not.toContain("alert");
    const open = await anIncident(admin, { services: [service] });
    await fire({ name: "Two", labels: { service: slug } });
    expect(await factsOf(open)).toEqual(["attached"]);
    const into = await anIncident(admin);
    await mergeIncident(admin, MergeIncident.parse({ reference: open, into }));
    await fire({ name: "Two", status: "resolved", labels: { service: slug } });
    expect(await factsOf(into)).toEqual(["resolved"]);
  });
});

describe("people", () => {
  test("attach an alert, take it off, and declare from it; each is told on the timeline", async () => {
    const reference = await anIncident(admin);
    const id = await anAlert({ title: "Disk full" });
    await attachAlert(admin, AttachAlert.parse({ id, reference }));
    expect((await refusal(attachAlert(admin, AttachAlert.parse({ id, reference })))).status).toBe(409);
    expect((await incidentSignals(admin, { reference })).alerts.map(({ title }) => title)).toEqual(["Disk full"]);
    await detachAlert(admin, { id });
    expect(await factsOf(reference)).toEqual(["attached", "detached"]);
    const declared = await declareFromAlert(admin, { id, severity: "SEV3" });
    expect(await roomOf(declared.reference)).toMatchObject({ title: "Disk full", severity: "SEV3" });
    expect(await factsOf(declared.reference)).toEqual(["attached"]);
  });

  test("who is not named on a private incident does not learn of it by its alerts", async () => {
    const reference = await anIncident(admin, { visibility: "private" });
    const id = await anAlert();
    await attachAlert(admin, AttachAlert.parse({ id, reference }));
    const other = await testPerson();
    expect((await listAlerts(other, ListAlerts.parse({}))).items[0]?.incident).toBeNull();
    expect((await refusal(incidentSignals(other, { reference }))).status).toBe(404);
    expect((await refusal(detachAlert(other, { id }))).status).toBe(422);
  });
});
