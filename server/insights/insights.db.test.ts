import { beforeEach, describe, expect, test } from "vitest";
import { AddActionItem } from "#lib/contracts/action-item.ts";
import { ChangeStatus, MergeIncident, OpenInterval, PostUpdate } from "#lib/contracts/incident-commands.ts";
import { ReadInsights } from "#lib/contracts/insights.ts";
import { addActionItem } from "#server/action-items/index.ts";
import { changeStatus, mergeIncident, openInterval, postUpdate } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, refusal, storedIncident } from "#server/testing/incident.ts";
import { readInsights } from "./index.ts";
import { anIncidentThat, aVerdict, MINUTE } from "./testing/some-incidents.ts";

const DAY = 86_400_000;

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  await shiftClock(0);
  [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
});

const read = (who: Someone, input: Parameters<typeof ReadInsights.parse>[0] = {}) => readInsights(who, ReadInsights.parse(input));
const counts = (groups: { name: string; count: number }[]) => Object.fromEntries(groups.map(({ name, count }) => [name, count]));

describe("what is counted", () => {
  test("leaves exercises and what came to nothing out, unless they are asked for", async () => {
    await anIncident(ada, { severity: "SEV1" });
    await anIncident(ada, { severity: "SEV3" });
    await anIncident(ada, { severity: "SEV1", kind: "drill" });
    const declined = await anIncident(ada, { severity: null, phase: "triage" });
    await changeStatus(ada, ChangeStatus.parse({ reference: declined, to: "declined", reason: "Nothing there" }));
    const merged = await anIncident(ada, { severity: "SEV2" });
    await mergeIncident(ada, MergeIncident.parse({ reference: merged, into: await anIncident(ada, { severity: "SEV2" }) }));
    expect(counts((await read(ada)).groups)).toEqual({ SEV1: 1, SEV2: 1, SEV3: 1 });
    expect((await read(ada, { kind: ["drill"] })).totals.now.count).toBe(1);
    expect((await read(ada, { severity: ["SEV1", "SEV2"] })).totals.now.count).toBe(2);
  });

  test("counts a private incident only for those who may see it", async () => {
    await anIncident(ada, { visibility: "private", members: [] });
    expect((await read(ada)).totals.now.count).toBe(1);
    const others = await read(bo);
    expect([others.totals.now.count, others.groups.length]).toEqual([0, 0]);
    expect(others.series.every(({ count }) => count === 0)).toBe(true);
    expect((await read(await testPerson({ role: "admin" }))).totals.now.count).toBe(0);
  });

  test("counts an incident once in each service and team that it concerns, and names what has none", async () => {
    const [checkout, ledger, search] = [await aService("checkout"), await aService("ledger"), await aService("search")];
    const team = await db().team.create({ data: { id: newId(), slug: "money", name: "Money" } });
    await db().service.updateMany({ where: { id: { in: [checkout, ledger] } }, data: { teamId: team.id } });
    await anIncident(ada, { services: [checkout, ledger] });
    await anIncident(ada, { services: [search] });
    await anIncident(ada, {});
    expect(counts((await read(ada, { by: "service" })).groups)).toEqual({ checkout: 1, ledger: 1, search: 1, "No service named": 1 });
    expect(counts((await read(ada, { by: "team" })).groups)).toEqual({ Money: 1, "No team": 2 });
    expect((await read(ada, { team: [team.id] })).totals.now.count).toBe(1);
    expect((await read(ada, { team: [newId()] })).totals.now.count).toBe(0);
    expect((await read(ada, { service: [search] })).totals.now.count).toBe(1);
  });

  test("compares with the range of the same length before, and shows each step, empty ones as well", async () => {
    await anIncident(ada, { severity: "SEV2" });
    await shiftClock(-10 * DAY);
    await anIncident(ada, { severity: "SEV1" });
    await anIncident(ada, { severity: "SEV1" });
    await shiftClock(0);
    const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
    const week = await read(ada, { from: day(6), to: day(0), zone: "UTC" });
    expect([week.totals.now.count, week.totals.before.count]).toEqual([1, 2]);
    expect(week.series.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(week.series.at(-1)?.bySeverity).toEqual({ SEV2: 1 });
    expect(week.groups.map(({ key, count, before }) => [key, count, before])).toEqual([
      ["SEV1", 0, 2],
      ["SEV2", 1, 0],
    ]);
  });

  test("refuses a range that ends before it begins, and whoever is not signed in", async () => {
    expect((await refusal(read(ada, { from: "2026-11-20", to: "2026-11-10" }))).message).toMatch(/Give “from” the earlier day/);
    expect((await refusal(readInsights({ ...ada, person: null, actor: ada.actor }, ReadInsights.parse({})))).code).toBe("not_signed_in");
  });
});

describe("times", () => {
  test("are medians and 90th percentiles of those that are known, from what to what durations.ts says", async () => {
    for (const [index, minutes] of [10, 20, 60].entries())
      await anIncidentThat(ada, { began: 300, detected: minutes, acknowledged: minutes + 5 * (index + 1), mitigated: 100, resolved: 120 + index });
    await anIncident(systemCtx() as Someone, { severity: null, phase: "triage" });
    const { times, count } = (await read(ada)).totals.now;
    expect(count).toBe(4);
    expect(times.toDetect).toEqual({ count: 3, median: 20 * MINUTE, p90: 52 * MINUTE });
    expect(times.toAcknowledge).toEqual({ count: 3, median: 10 * MINUTE, p90: 14 * MINUTE });
    expect(times.toMitigate).toEqual({ count: 3, median: 100 * MINUTE, p90: 100 * MINUTE });
    expect(times.toResolve.median).toBe(121 * MINUTE);
  });

  test("leave out what stands in the wrong order", async () => {
    await anIncidentThat(ada, { began: 300, detected: 30, acknowledged: 10 });
    const { times } = (await read(ada)).totals.now;
    expect([times.toDetect.count, times.toAcknowledge.count]).toEqual([1, 0]);
  });
});

describe("causes", () => {
  test("are families of what people accepted, and come again when the same service has the same one twice", async () => {
    const references: string[] = [];
    for (const service of ["payment-api", "payment-api", "ledger"]) {
      const reference = await anIncident(ada);
      references.unshift(reference);
      await aVerdict(ada, reference, { signature: "connection-pool", service, state: "accepted" });
    }
    await aVerdict(ada, await anIncident(ada), { signature: null, state: "accepted", by: "user" });
    await aVerdict(ada, await anIncident(ada), { signature: "connection-pool", state: "refuted" });
    const { groups, repeated, verdicts } = await read(ada, { by: "cause" });
    expect(counts(groups)).toEqual({ "Connection pool": 3, "Other, in words": 1, "No cause established": 1 });
    expect(repeated).toEqual([
      { cause: "connection-pool", name: "Connection pool", service: "payment-api", count: 2, references: references.slice(1) },
    ]);
    expect(verdicts.now).toMatchObject({ accepted: 3, refuted: 1 });
  });

  test("take the judgements of investigations with them", async () => {
    const { id } = await storedIncident(await anIncident(ada));
    const base = { question: "Why?", services: [], windowFrom: new Date(), windowTo: new Date(), askedBy: ada.person.id, state: "reported" };
    for (const verdict of [100, 100, 65, 35, 0, null])
      await db().investigation.create({ data: { ...base, id: newId(), incidentId: id, verdict, createdAt: new Date() } });
    expect((await read(ada)).verdicts.now).toMatchObject({ right: 2, short: 1, area: 1, wrong: 1 });
  });
});

describe("what was owed", () => {
  test("is kept or late by the cadence, also where an update is overdue now", async () => {
    const reference = await anIncident(ada, { severity: "SEV1" });
    await postUpdate(ada, PostUpdate.parse({ reference, text: "We look" }));
    expect((await read(ada)).updates.now).toEqual({ kept: 1, late: 0 });
    await shiftClock(20 * MINUTE);
    expect((await read(ada)).updates.now).toEqual({ kept: 1, late: 1 });
    await postUpdate(ada, PostUpdate.parse({ reference, text: "Still" }));
    expect((await read(ada)).updates.now).toEqual({ kept: 1, late: 1 });
  });

  test("is overdue from the day after, and is done no more when it is", async () => {
    const reference = await anIncident(ada);
    const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
    await addActionItem(ada, AddActionItem.parse({ reference, title: "Watch the pool", dueOn: day(0), owner: bo.person.id }));
    await addActionItem(ada, AddActionItem.parse({ reference, title: "Some day" }));
    expect((await read(ada)).items).toMatchObject({ overdue: 0, open: 2 });
    await shiftClock(3 * DAY);
    const { items } = await read(ada);
    expect(items).toMatchObject({ overdue: 1, before: 0, open: 2 });
    expect(items.worst).toMatchObject([{ title: "Watch the pool", daysOverdue: 3, owner: "Bo", reference }]);
    await db().actionItemRow.updateMany({ data: { state: "done", doneAt: new Date(Date.now() + 2.9 * DAY) } });
    expect((await read(ada)).items.overdue).toBe(0);
  });

  test("is what the impact within the range took of each objective's budget", async () => {
    const checkout = await aService("checkout");
    await db().service.update({ where: { id: checkout }, data: { slos: [{ name: "Availability", objective: 0.999, windowDays: 30 }] } });
    const reference = await anIncident(ada, { services: [checkout] });
    const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * MINUTE).toISOString();
    for (const [level, from, to, share] of [["partial", 60, 30, 0.5] as const, ["major", 40, 20, null] as const])
      await openInterval(ada, OpenInterval.parse({ reference, service: checkout, level, share, startedAt: at(from), endedAt: at(to) }));
    const day = new Date().toISOString().slice(0, 10);
    const [budget] = (await read(ada, { from: new Date(Date.now() - 9 * DAY).toISOString().slice(0, 10), to: day, zone: "UTC" })).budgets;
    expect(budget).toMatchObject({ service: { id: checkout, name: "checkout" }, allowed: 14.4, byTime: 40, byRequests: 35, before: 0 });
  });

  test("is told of each person's pages, out of hours and at night by their own clocks", async () => {
    await db().user.update({ where: { id: bo.person.id }, data: { timeZone: "Asia/Tokyo" } });
    const { id } = await storedIncident(await anIncident(ada));
    const base = {
      incidentId: id,
      escalationId: newId(),
      title: "",
      loop: 0,
      recipient: bo.person.id,
      isPerson: true,
      urgency: "high",
      state: "sent",
    };
    // Wednesday in Tokyo: 11:00, 20:00 and 03:00.
    for (const [step, at] of ["2026-11-25T02:00:00Z", "2026-11-25T11:00:00Z", "2026-11-24T18:00:00Z"].entries())
      await db().page.create({ data: { ...base, id: newId(), step: String(step), createdAt: new Date(at) } });
    const { load } = await read(ada);
    expect(load.find(({ person }) => person.id === bo.person.id)).toMatchObject({ pages: 3, outOfHours: 2, atNight: 1, before: 0 });
  });
});
