import { beforeEach, expect, test } from "vitest";
import { AddActionItem, ChangeActionItem } from "#lib/contracts/action-item.ts";
import { SubmitPostmortem } from "#lib/contracts/postmortem.ts";
import { addActionItem, changeActionItem, remindOfItems } from "#server/action-items/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { logOf } from "#server/testing/incident.ts";
import { draftPostmortem, readHead, remindOfReviews, submitPostmortem } from "./index.ts";
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
