import { beforeEach, expect, test } from "vitest";
import { AddActionItem, ChangeActionItem } from "#lib/contracts/action-item.ts";
import { ChangePostmortem, SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import { addActionItem, changeActionItem, remindOfItems } from "#server/action-items/index.ts";
import { mergeIncident } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { logOf } from "#server/testing/incident.ts";
import { changePostmortem, draftPostmortem, readHead, remindOfReviews, submitPostmortem } from "./index.ts";
import { paymentOutage } from "./testing/payment-outage.ts";

const worker = systemCtx("Reminders");
let ada: Awaited<ReturnType<typeof testPerson>>;
let bo: Awaited<ReturnType<typeof testPerson>>;
let reference: string;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  reference = (await paymentOutage(ada)).reference;
  await draftPostmortem(ada, { reference });
});

const told = async () =>
  (await logOf(reference)).flatMap(({ fact }) =>
    (fact.kind === "postmortem" || fact.kind === "action-item") && fact.action === "reminded" ? [fact] : [],
  );
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

test("who has to review is reminded a day before, once, however many workers look", async () => {
  await submitPostmortem(ada, SubmitPostmortem.parse({ reference, reviewers: [bo.person.id], dueAt: hours(30) }));
  expect(await remindOfReviews(worker)).toBe(0);
  await shiftClock(10 * 3_600_000);
  await Promise.all([remindOfReviews(worker), remindOfReviews(worker)]);
  expect(await told()).toMatchObject([{ kind: "postmortem", note: null, tells: [{ name: "Bo" }] }]);
  expect(await remindOfReviews(worker)).toBe(0);
  await shiftClock(31 * 3_600_000);
  expect(await remindOfReviews(worker)).toBe(1);
  expect((await told()).at(-1)).toMatchObject({ note: "It is overdue.", state: "in-review" });
  expect(await readHead(ada, { reference })).toMatchObject({ state: "in-review", reviewers: [{ state: "asked" }] });
});

test("the owner of an action item is reminded once for each due day", async () => {
  const add = (dueOn: string, owner: string | null) => addActionItem(ada, AddActionItem.parse({ reference, title: `Due ${dueOn}`, dueOn, owner }));
  const { id } = await add("2026-01-05", bo.person.id);
  await add("2999-01-05", bo.person.id);
  await add("2026-01-05", null);
  await Promise.all([remindOfItems(worker), remindOfItems(worker)]);
  expect(await told()).toMatchObject([{ kind: "action-item", item: { id, owner: { name: "Bo" } } }]);
  const { seq } = (await logOf(reference)).findLast(({ fact }) => fact.kind === "action-item" && fact.action === "reminded") ?? {};
  expect((await jobsIn()).filter(({ name, data }) => name === "announce" && data.seq === seq)).toMatchObject([{ data: { userIds: [bo.person.id] } }]);
  await changeActionItem(ada, ChangeActionItem.parse({ reference, id, dueOn: "2026-01-06" }));
  expect(await remindOfItems(worker)).toBe(1);
  await changeActionItem(ada, ChangeActionItem.parse({ reference, id, dueOn: "2026-01-07", state: "done" }));
  expect(await remindOfItems(worker)).toBe(0);
  expect(await told()).toHaveLength(2);
});

test("an incident that was merged, or fails, keeps no other from being spoken of", async () => {
  const due = async (title: string) => {
    const one = await paymentOutage(ada, { resolve: false });
    await draftPostmortem(ada, { reference: one.reference });
    await changePostmortem(ada, ChangePostmortem.parse({ reference: one.reference, dueAt: hours(1) }));
    await addActionItem(ada, AddActionItem.parse({ reference: one.reference, title, dueOn: "2026-01-05", owner: bo.person.id }));
    return one.reference;
  };
  await db().postmortem.updateMany({ data: { dueAt: null } });
  const [merged, broken, last] = [await due("Of a merged one"), await due("Of one that fails"), await due("Of the last")];
  await mergeIncident(ada, { reference: merged, into: last });
  // As if it were merged between the look and the lock.
  await db().$executeRaw`UPDATE incident SET state = jsonb_set(state, '{phase}', '"merged"') WHERE reference = ${broken}`;
  expect(await remindOfReviews(worker)).toBe(1);
  expect(await remindOfItems(worker)).toBe(1);
  const reminded = (await logOf(last)).filter(({ fact }) => "action" in fact && fact.action === "reminded");
  expect(reminded.map(({ fact }) => fact.kind)).toEqual(["postmortem", "action-item"]);
  expect((await logOf(merged)).some(({ fact }) => "action" in fact && fact.action === "reminded")).toBe(false);
});

test("what was spoken of already takes no place of what waits", async () => {
  const copy = async (index: number) => {
    const [id, incident] = [newId(), newId()];
    await db().$executeRaw`
      INSERT INTO incident (id, last_seq, audit_hash, activity_at, state, reference, title, kind, visibility, phase, declared_at)
      SELECT ${incident}::uuid, last_seq, audit_hash, activity_at, state, ${`INC-2026-0101-${index}`}, title, kind, visibility, phase, declared_at
      FROM incident WHERE reference = ${reference}`;
    await db().$executeRaw`
      INSERT INTO postmortem (id, incident_id, title, due_at, reminded_at, created_at, created_by)
      VALUES (${id}::uuid, ${incident}::uuid, 'Spoken of', muster_now() - interval '2 days', muster_now() - interval '1 day', muster_now(), '{}')`;
  };
  for (let index = 101; index <= 200; index += 1) await copy(index);
  await changePostmortem(ada, ChangePostmortem.parse({ reference, dueAt: hours(1) }));
  expect(await remindOfReviews(worker)).toBe(1);
  expect(await told()).toHaveLength(1);
});
