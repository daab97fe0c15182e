import { beforeEach, expect, test, vi } from "vitest";
import { ListActionItems } from "#lib/contracts/action-item.ts";
import { CaptureInReview, type SessionChange } from "#lib/contracts/review-session.ts";
import { listActionItems } from "#server/action-items/index.ts";
import { db, transaction } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { logOf, refusal } from "#server/testing/incident.ts";
import {
  captureInReview,
  changeReviewSession,
  decideInReview,
  draftPostmortem,
  endReviewSession,
  listReviewSessions,
  startReviewSession,
} from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

let ada: Awaited<ReturnType<typeof testPerson>>;
let bo: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  reference = (await paymentOutage(ada, { resolve: false })).reference;
  await draftPostmortem(ada, { reference });
});

const change = (who: typeof ada, what: SessionChange) => changeReviewSession(who, { reference, change: what });
const latest = async () => (await listReviewSessions(ada, { reference }))[0];

test("a session keeps who came, what was decided and captured, and its end stands on the timeline", async () => {
  await startReviewSession(ada, { reference });
  await change(bo, { do: "join" });
  await change(ada, { do: "moment", moment: 3 });
  await change(ada, { do: "point", point: "p2" });
  await decideInReview(bo, { reference, text: "Cap the pool at 80" });
  const { id } = await captureInReview(bo, CaptureInReview.parse({ reference, title: "Alert on the pool", priority: "P1", owner: bo.person.id }));
  expect(await latest()).toMatchObject({ presenter: { name: "Ada" }, moment: 3, point: "p2", items: [id], endedAt: null });
  const { items } = await listActionItems(ada, ListActionItems.parse({ q: "Alert on the pool" }));
  expect(items).toMatchObject([{ id, priority: "P1", owner: { name: "Bo" }, source: "person" }]);

  const { seq } = await endReviewSession(ada, { reference });
  const entry = (await logOf(reference)).find((one) => one.seq === seq);
  expect(entry?.fact).toMatchObject({ kind: "postmortem", action: "session-held", note: expect.stringContaining("Decided: Cap the pool at 80") });
  const ended = await latest();
  expect(ended?.endedAt).not.toBeNull();
  expect(ended?.attendance.map(({ person, leftAt }) => [person.name, leftAt === ended.endedAt])).toEqual([
    ["Ada", true],
    ["Bo", true],
  ]);
  expect(await refusal(decideInReview(ada, { reference, text: "Too late" }))).toMatchObject({ status: 404 });
});

test("one session runs at a time, only who presents leads it, and two who act at once lose nothing", async () => {
  await startReviewSession(ada, { reference });
  expect(await refusal(startReviewSession(bo, { reference }))).toMatchObject({ status: 409, message: expect.stringContaining("Ada presents") });
  expect(await refusal(change(bo, { do: "point", point: "p2" }))).toMatchObject({ status: 409 });
  await Promise.all(Array.from({ length: 8 }, (_, index) => decideInReview(index % 2 ? ada : bo, { reference, text: `Decision ${index}` })));
  expect((await latest())?.decisions).toHaveLength(8);
  await change(bo, { do: "present" });
  await change(bo, { do: "point", point: "p2" });
  expect(await latest()).toMatchObject({ presenter: { name: "Bo" }, point: "p2" });
  const viewer = await testPerson({ name: "Vi", role: "viewer" });
  await change(viewer, { do: "join" });
  expect(await refusal(change(viewer, { do: "present" }))).toMatchObject({ status: 403 });
});

test("what is decided while the session ends stands on the timeline", async () => {
  await startReviewSession(ada, { reference });
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const trail = transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM audit_chain FOR UPDATE`;
    held.resolve();
    await released.promise;
  });
  await held.promise;
  const waiting = async (count: number) => {
    const [row] = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(row?.n).toBe(count);
  };
  const deciding = decideInReview(bo, { reference, text: "At the last moment" });
  await vi.waitFor(() => waiting(1), 10_000);
  const ending = endReviewSession(ada, { reference });
  await vi.waitFor(() => waiting(2), 10_000);
  released.resolve();
  const [{ seq }] = await Promise.all([ending, deciding, trail]);
  const entry = (await logOf(reference)).find((one) => one.seq === seq);
  expect(entry?.fact).toMatchObject({ note: expect.stringContaining("Decided: At the last moment") });
});

test("the audit trail keeps the words of a decision that was taken back", async () => {
  await startReviewSession(ada, { reference });
  await decideInReview(bo, { reference, text: "Cap the pool at 80" });
  const decision = (await latest())?.decisions[0]?.id ?? "";
  await change(ada, { do: "undecide", decision });
  const audited = await db().auditEntry.findFirst({ where: { action: "review-session.undecide" } });
  expect(audited).toMatchObject({ subject: reference, detail: { text: "Cap the pool at 80" } });
});
