import { beforeEach, describe, expect, test, vi } from "vitest";

/** Mail can be sent; nothing of this file does. */
vi.hoisted(() => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
});

import { DEFAULT_NOTICES, SaveNoticeMatrix } from "#lib/contracts/notice.ts";
import { auditOf } from "#server/auth/testing/people.ts";
import { readEscalation } from "#server/escalation/index.ts";
import { changeAccess, changeSeverity, postUpdate } from "#server/incidents/index.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, refusal, storedIncident } from "#server/testing/incident.ts";
import { claimDue } from "./claim-due.ts";
import { deliver } from "./deliver.ts";
import { planNotices, readNoticeBook, saveNoticeMatrix } from "./index.ts";
import { aPlan, person, quietNow, tellOnly, toldTo } from "./testing/told.ts";

const MINUTE = 60_000;
let ada: Someone;
let vera: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  vera = await testPerson({ name: "Vera" });
  bo = await testPerson({ name: "Bo" });
  await db().position.create({ data: { key: "vp-engineering", name: "VP Engineering", userId: vera.person.id } });
});

const inboxOf = async ({ person: { id } }: Someone) => (await db().notification.findMany({ where: { userId: id } })).map(({ kind }) => kind);
const update = (reference: string, text: string) => postUpdate(ada, { reference, text });

describe("the matrix that comes with Muster", () => {
  test("tells executives and everyone of a SEV1 at once, each once, whoever is told by two lines as well, and not who declared it", async () => {
    const reference = await anIncident(ada, { severity: "SEV1" });
    await Promise.all([planNotices("all"), planNotices("all"), planNotices("all")]);
    await planNotices([(await storedIncident(reference)).id]);
    expect(await toldTo(vera.person.id)).toEqual(["inbox delivered", "email waiting"]);
    expect(await toldTo(bo.person.id)).toEqual(["inbox delivered", "email waiting"]);
    expect(await toldTo(ada.person.id)).toEqual([]);
    expect([await inboxOf(vera), await inboxOf(bo), await inboxOf(ada)]).toEqual([["declared"], ["declared"], []]);
    const audiences = await db().noticeDelivery.groupBy({ by: ["recipient", "audience"] });
    expect(new Map(audiences.map(({ recipient, audience }) => [recipient, audience]))).toEqual(
      new Map([
        [vera.person.id, "VP Engineering"],
        [bo.person.id, "Everyone"],
      ]),
    );
  });

  test("tells the teams of the affected services of a SEV4, and nobody where no service is named", async () => {
    const service = await aService("checkout");
    const teamId = newId();
    await db().team.create({ data: { id: teamId, slug: "payments", name: "Payments", members: { create: { userId: bo.person.id } } } });
    await db().service.update({ where: { id: service }, data: { teamId } });
    await anIncident(ada, { severity: "SEV4" });
    await planNotices("all");
    expect(await db().noticeDelivery.count()).toBe(0);
    await anIncident(ada, { severity: "SEV4", services: [service] });
    await planNotices("all");
    expect(await toldTo(bo.person.id)).toEqual(["inbox delivered", "email waiting"]);
    expect(await toldTo(vera.person.id)).toEqual([]);
  });

  test("tells nobody of drills and tests, of what is not judged, and of what is older than an hour", async () => {
    await anIncident(ada, { severity: "SEV1", kind: "drill" });
    await anIncident(ada, { severity: "SEV1", kind: "test" });
    await anIncident(ada, { severity: null });
    await planNotices("all");
    expect(await db().notice.count()).toBe(3);
    await anIncident(ada, { severity: "SEV1" });
    await shiftClock(61 * MINUTE);
    await planNotices("all");
    expect([await db().notice.count(), await db().noticeDelivery.count()]).toEqual([3, 0]);
  });
});

describe("quiet hours", () => {
  const nightly = async (who: Someone) =>
    aPlan(who, {
      high: [{ method: "account", afterMinutes: 0 }],
      low: [{ method: "account", afterMinutes: 0 }],
      quiet: quietNow(new Date(await databaseNow())),
    });

  test("hold news back until they end, but never the beginning of a SEV1, nor the inbox", async () => {
    await nightly(bo);
    await tellOnly({
      SEV1: [{ audiences: [person(bo)], events: ["declared", "update"] }],
      SEV2: [{ audiences: [person(bo)], events: ["declared"] }],
    });
    const reference = await anIncident(ada, { severity: "SEV2" });
    await planNotices("all");
    const [held] = await db().noticeDelivery.findMany({ where: { channel: "email" } });
    expect((held?.dueAt.getTime() ?? 0) - (held?.createdAt.getTime() ?? 0)).toBeGreaterThan(50 * MINUTE);
    await changeSeverity(ada, { reference, to: "SEV1", reason: "All cards fail" });
    await planNotices("all");
    const begun = await db().noticeDelivery.findFirst({ where: { channel: "email", state: "waiting" } });
    expect(begun?.dueAt.getTime()).toBeLessThanOrEqual(begun?.createdAt.getTime() ?? 0);
    expect(await toldTo(bo.person.id)).toEqual(["inbox delivered", "email cancelled", "inbox delivered", "email waiting"]);
  });

  test("leave only the last news of an incident for when they end", async () => {
    await nightly(bo);
    await tellOnly({ SEV2: [{ audiences: [person(bo)], events: ["update"] }] });
    const [one, other] = [await anIncident(ada), await anIncident(ada)];
    await update(other, "Another matter");
    for (const text of ["First", "Second", "Third"]) {
      await update(one, text);
      await planNotices("all");
    }
    const waiting = await db().noticeDelivery.findMany({ where: { channel: "email", state: "waiting" }, select: { incidentId: true } });
    expect(new Set(waiting.map(({ incidentId }) => incidentId)).size).toBe(2);
    expect(waiting).toHaveLength(2);
    expect(await db().notification.count({ where: { userId: bo.person.id } })).toBe(4);
  });
});

describe("a private incident", () => {
  test("is told to those named on it alone, and to no place", async () => {
    await tellOnly({ SEV1: [{ audiences: [{ kind: "everyone" }, { kind: "mail", address: "all@example.com" }], events: ["declared"] }] });
    await anIncident(ada, { severity: "SEV1", visibility: "private", members: [bo.person.id] });
    await planNotices("all");
    expect(await db().noticeDelivery.groupBy({ by: ["recipient"] })).toMatchObject([{ recipient: bo.person.id }]);
  });

  test("that became private after it was decided is not sent any more to who may not see it", async () => {
    await tellOnly({ SEV1: [{ audiences: [{ kind: "everyone" }, { kind: "mail", address: "all@example.com" }], events: ["declared"] }] });
    const reference = await anIncident(ada, { severity: "SEV1" });
    await planNotices("all");
    await changeAccess(ada, { reference, visibility: "private", add: [], remove: [] });
    const claimed = await claimDue(10, []);
    expect(claimed.map(({ isForbidden }) => isForbidden)).toEqual([true, true, true]);
    await Promise.all(claimed.map(deliver));
    expect(await db().noticeDelivery.count({ where: { state: "cancelled", error: "The incident became private." } })).toBe(3);
  });
});

test("what was sent stands as communication in the escalation's status, with channel, audience and count", async () => {
  const reference = await anIncident(ada, { severity: "SEV1" });
  await update(reference, "We roll back");
  await planNotices("all");
  const { communications, markdown } = await readEscalation(ada, { reference });
  const sentences = communications.map(({ text }) => text);
  expect(sentences).toContain("Update by Ada: We roll back");
  expect(sentences).toContain("In Muster: VP Engineering, 1 message, the update");
  expect(communications).toContainEqual({
    at: expect.any(String),
    channel: "inbox",
    audience: "Everyone",
    count: 1,
    text: "In Muster: Everyone, 1 message, that it began",
  });
  expect(communications.map(({ at }) => at)).toEqual(communications.map(({ at }) => at).toSorted());
  expect(markdown).toContain("In Muster: Everyone, 1 message");
});

describe("saying who is told", () => {
  const matrix = { ...DEFAULT_NOTICES, SEV4: [] };
  const save = (ctx: Someone, version: number, wanted: object = matrix) => saveNoticeMatrix(ctx, SaveNoticeMatrix.parse({ version, matrix: wanted }));

  test("is for administrators, leaves a row that says what changed, and does nothing twice", async () => {
    const admin = await testPerson({ role: "admin", name: "Root" });
    expect((await refusal(save(ada, 0))).code).toBe("forbidden");
    expect(await save(admin, 0)).toMatchObject({ version: 1, updatedBy: "Root", matrix });
    expect(await save(admin, 1)).toMatchObject({ version: 1 });
    expect((await auditOf("settings.notices")).map(({ detail }) => detail)).toEqual([{ SEV4: { from: DEFAULT_NOTICES.SEV4, to: [] } }]);
  });

  test("changed meanwhile by somebody else is a conflict with both values", async () => {
    const admin = await testPerson({ role: "admin", name: "Root" });
    await save(admin, 0);
    expect(await refusal(save(admin, 0, { ...matrix, SEV4: DEFAULT_NOTICES.SEV4, SEV3: [] }))).toMatchObject({
      conflict: { field: "SEV3, SEV4", theirs: { SEV4: [] }, by: "Root" },
    });
  });

  test("asks for a fresh proof before news goes to a new address, and not to keep one", async () => {
    const admin = await testPerson({ role: "admin" });
    const SEV1 = [{ audiences: [{ kind: "mail", address: "All@Example.com" }], events: ["declared" as const] }];
    expect((await refusal(save(admin, 0, { ...matrix, SEV1 }))).code).toBe("step_up_required");
    await tellOnly({ SEV1: [{ audiences: [{ kind: "mail", address: "all@example.com" }], events: ["declared"] }] });
    expect(await save(admin, 1, { ...matrix, SEV1 })).toMatchObject({ version: 2 });
  });

  test("shows whom each severity would reach now, and what would reach nobody", async () => {
    const { outlook, problems } = await readNoticeBook(ada);
    expect(outlook).toContainEqual({ severity: "SEV1", event: "declared", people: 3, outside: 3, places: [] });
    expect(outlook).toContainEqual({ severity: "SEV2", event: "update", people: 1, outside: 1, places: [] });
    expect(problems).toContainEqual({ severity: "SEV1", problem: "Nobody holds the position cto" });
    expect(problems.filter(({ severity }) => severity === "SEV4")).toEqual([]);
  });
});
