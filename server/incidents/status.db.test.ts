import { beforeEach, describe, expect, test } from "vitest";
import { ChangeInterval, ChangeStatus, OpenInterval } from "#lib/contracts/incident-commands.ts";
import { db } from "#server/platform/db.ts";
import type { ConflictError } from "#server/platform/errors.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { changeInterval } from "./change-interval.ts";
import { changeStatus } from "./change-status.ts";
import { openInterval } from "./open-interval.ts";

beforeEach(resetDatabase);

type Ctx = Awaited<ReturnType<typeof testPerson>>;
const to = (ctx: Ctx, reference: string, phase: string, rest: object = {}) =>
  changeStatus(ctx, ChangeStatus.parse({ reference, to: phase, ...rest }));

describe("resolving", () => {
  test("ends what impact is open, stores the summary, and stops the clock", async () => {
    const ada = await testPerson();
    const service = await aService("checkout");
    const reference = await anIncident(ada, { services: [service] });
    const { id: one } = await openInterval(ada, OpenInterval.parse({ reference, service, level: "major", share: 0.15 }));
    await openInterval(ada, OpenInterval.parse({ reference, level: "degraded" }));
    await shiftClock(20 * 60_000);
    const impactEndedAt = new Date(Date.now() + 15 * 60_000).toISOString();
    await to(ada, reference, "resolved", { summary: "Rolled back", impactEndedAt });
    const { room, id } = await storedIncident(reference);
    expect(room).toMatchObject({ phase: "resolved", summary: "Rolled back", nextUpdateDueAt: null });
    expect(room.intervals.map(({ endedAt }) => endedAt)).toEqual([impactEndedAt, impactEndedAt]);
    expect(room.intervals[0]).toMatchObject({ id: one, share: 0.15, level: "major" });
    expect((await verifyIncident(id)).problems).toEqual([]);
  });

  test("without recorded impact records it from its known beginning to the given end", async () => {
    const ada = await testPerson();
    const service = await aService("checkout");
    const reference = await anIncident(ada, { summary: "x", services: [service], startedAt: "2026-01-01T10:00:00Z" });
    await to(ada, reference, "resolved", { impactEndedAt: "2026-01-01T10:45:00Z" });
    expect((await roomOf(reference)).intervals).toMatchObject([
      { service: { id: service }, level: "partial", startedAt: "2026-01-01T10:00:00.000Z", endedAt: "2026-01-01T10:45:00.000Z" },
    ]);
  });

  test("without any impact says so among the figures", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { summary: "x" });
    await to(ada, reference, "resolved", { hasNoImpact: true });
    expect(await roomOf(reference)).toMatchObject({ figures: { none: true }, intervals: [] });
  });

  test("that is refused saves nothing of what came with it", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    expect((await refusal(to(ada, reference, "resolved", { summary: "Only this" }))).code).toBe("illegal_transition");
    expect(await roomOf(reference)).toMatchObject({ summary: "", phase: "investigating" });
  });
});

describe("reopening", () => {
  test("begins a new stretch like the last one and keeps the old times in history", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { summary: "x" });
    await openInterval(ada, OpenInterval.parse({ reference, level: "major", share: 0.3, regions: ["eu"] }));
    await to(ada, reference, "resolved", { impactEndedAt: new Date().toISOString() });
    await to(ada, reference, "investigating", { reason: "It is back" });
    const room = await roomOf(reference);
    expect(room.timestamps.resolvedAt).toBeUndefined();
    expect(room.intervals).toHaveLength(2);
    expect(room.intervals[1]).toMatchObject({ level: "major", share: 0.3, regions: ["eu"], endedAt: null });
    expect(room.nextUpdateDueAt).not.toBeNull();
    expect(room.phases.map(({ value }) => value)).toEqual(["investigating", "resolved", "investigating"]);
    expect((await db().incident.findUniqueOrThrow({ where: { reference } })).resolvedAt).toBeNull();
  });

  test("takes back that there was no impact, so that it cannot be resolved while the new one lasts", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { summary: "x" });
    await to(ada, reference, "resolved", { hasNoImpact: true });
    await to(ada, reference, "monitoring", { reason: "Now there is" });
    expect((await roomOf(reference)).figures.none).toBe(false);
    expect((await refusal(to(ada, reference, "resolved"))).code).toBe("illegal_transition");
  });
});

describe("other turns", () => {
  test("declining and cancelling end open impact", async () => {
    const ada = await testPerson();
    const [one, two] = [await anIncident(ada, { severity: null }), await anIncident(ada)];
    for (const reference of [one, two]) await openInterval(ada, OpenInterval.parse({ reference, level: "partial" }));
    await to(ada, one, "declined", { reason: "Noise" });
    await to(ada, two, "cancelled", { reason: "False alarm" });
    for (const reference of [one, two]) expect((await roomOf(reference)).intervals[0]?.endedAt).not.toBeNull();
  });

  test("a status that changed since shows both", async () => {
    const [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
    const reference = await anIncident(ada);
    await to(ada, reference, "identified");
    const refused = await refusal(to(bo, reference, "mitigating", { expected: "investigating" }));
    expect((refused as ConflictError).conflict).toMatchObject({ field: "status", yours: "mitigating", theirs: "identified", by: "Ada" });
  });

  test("a retrospective incident that moves on owes no update", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { kind: "retrospective", startedAt: "2026-01-01T00:00:00Z" });
    await to(ada, reference, "identified");
    expect((await roomOf(reference)).nextUpdateDueAt).toBeNull();
  });

  test("only who commands closes", async () => {
    const [ada, bo, admin] = [await testPerson(), await testPerson(), await testPerson({ role: "admin" })];
    const reference = await anIncident(ada, { summary: "x", figures: { none: true } });
    expect((await refusal(to(bo, reference, "closed"))).code).toBe("forbidden");
    await to(admin, reference, "closed");
    expect(Object.keys((await roomOf(reference)).timestamps)).toEqual(expect.arrayContaining(["resolvedAt", "closedAt"]));
  });
});

describe("stretches of impact", () => {
  test("happen on the timeline when they happened", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada);
    const { id, seq } = await openInterval(ada, OpenInterval.parse({ reference, level: "partial", startedAt: "2026-01-01T10:00:00Z" }));
    await changeInterval(ada, ChangeInterval.parse({ reference, id, endedAt: "2026-01-01T10:45:00Z" }));
    const events = await db().timelineEvent.findMany({ where: { seq: { gte: seq } }, orderBy: { seq: "asc" } });
    expect(events.map(({ occurredAt }) => occurredAt.toISOString())).toEqual(["2026-01-01T10:00:00.000Z", "2026-01-01T10:45:00.000Z"]);
  });

  test("take back that there was none, and can be removed with a reason", async () => {
    const ada = await testPerson();
    const reference = await anIncident(ada, { figures: { none: true } });
    const { id, seq } = await openInterval(ada, OpenInterval.parse({ reference, level: "partial" }));
    expect(await kindsOf(reference, seq - 2)).toEqual(["impact", "interval"]);
    expect((await roomOf(reference)).figures.none).toBe(false);
    expect((await refusal(changeInterval(ada, ChangeInterval.parse({ reference, id, isRemoved: true })))).code).toBe("missing_reason");
    await changeInterval(ada, ChangeInterval.parse({ reference, id, isRemoved: true, reason: "Wrong graph" }));
    expect((await roomOf(reference)).intervals).toEqual([]);
  });

  test("recorded twice at once stand once", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => testPerson()));
    const reference = await anIncident(people[0] ?? (await testPerson()));
    const outcomes = await Promise.allSettled(people.map((person) => openInterval(person, OpenInterval.parse({ reference, level: "major" }))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await roomOf(reference)).intervals).toHaveLength(1);
  });
});
