import { beforeEach, describe, expect, test } from "vitest";
import { AddActionItem, ChangeActionItem, ListActionItems } from "#lib/contracts/action-item.ts";
import { ProposeHypothesis } from "#lib/contracts/hypothesis.ts";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { sentenceOf } from "#lib/describe-event.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { proposeHypothesis } from "#server/investigations/index.ts";
import { drainJobs } from "#server/jobs/drain.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, logOf } from "#server/testing/incident.ts";
import { addActionItem, changeActionItem, lessonsFor, listActionItems, reExamineItems } from "./index.ts";

const DAY = 86_400_000;
let ada: Awaited<ReturnType<typeof testPerson>>;
let service: string;
beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  service = await aService("payment-api");
});

/** An incident of the payments with an action item that is due tomorrow; a fortnight passes. */
async function aFortnightAgo(): Promise<{ earlier: string; item: string }> {
  const earlier = await anIncident(ada, { severity: "SEV2", title: "Payments time out", services: [service] });
  const dueOn = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  const { id } = await addActionItem(ada, AddActionItem.parse({ reference: earlier, title: "Alert on the pool", owner: ada.person.id, dueOn }));
  await drainJobs();
  return { earlier, item: id };
}

const lessonsOn = async (reference: string) => (await logOf(reference)).filter(({ fact }) => fact.kind === "lesson");
const board = async (ctx = ada) => (await listActionItems(ctx, ListActionItems.parse({ state: "all" }))).items;

describe("action items when a similar incident comes", () => {
  test("are told on its timeline once, as late as they were then, and say themselves that it came", async () => {
    const { earlier, item } = await aFortnightAgo();
    await shiftClock(13 * DAY);
    const reference = await anIncident(ada, { severity: "SEV2", title: "Payments time out again", services: [service] });
    await drainJobs();
    expect(await reExamineItems(systemCtx("postmortem-writer"), { reference })).toBe(0);
    const [lesson, ...more] = await lessonsOn(reference);
    expect(more).toEqual([]);
    expect(lesson && sentenceOf(lesson)).toBe(
      `postmortem-writer found the action item Alert on the pool of ${earlier}: it may have prevented this, 12 days overdue`,
    );
    expect(await lessonsFor(ada, { reference })).toMatchObject([
      { reference: earlier, title: "Payments time out", items: [{ item, verdict: "open", daysOverdue: 12, owner: "Ada", state: "open" }] },
    ]);
    expect((await board()).map(({ recurrences }) => recurrences)).toMatchObject([[{ reference, verdict: "open", daysOverdue: 12 }]]);
  });

  test("say more once the cause turns out to be the same, and stay as they were when it began", async () => {
    const { earlier, item } = await aFortnightAgo();
    await db().actionItemRow.update({ where: { id: item }, data: { signature: "pool-exhausted" } });
    await shiftClock(13 * DAY);
    const reference = await anIncident(ada, { severity: "SEV2", title: "Payments time out again", services: [service] });
    await drainJobs();
    const { id } = await proposeHypothesis(ada, ProposeHypothesis.parse({ reference, statement: "The pool is exhausted" }));
    await supported(reference, id);
    await changeActionItem(ada, ChangeActionItem.parse({ reference: earlier, id: item, state: "done" }));
    expect(await reExamineItems(systemCtx("postmortem-writer"), { reference })).toBe(1);
    expect((await lessonsOn(reference)).map(({ fact }) => fact)).toMatchObject([
      { match: "service", verdict: "open" },
      { match: "cause", verdict: "open", daysOverdue: 12 },
    ]);
    expect((await board()).flatMap(({ recurrences }) => recurrences.map(({ match }) => match))).toEqual(["cause"]);
  });

  test("that were done did not prevent it", async () => {
    const { earlier, item } = await aFortnightAgo();
    await changeActionItem(ada, ChangeActionItem.parse({ reference: earlier, id: item, state: "done" }));
    await shiftClock(3 * DAY);
    const reference = await anIncident(ada, { severity: "SEV2", title: "Payments time out again", services: [service] });
    await drainJobs();
    expect((await lessonsOn(reference)).map((entry) => sentenceOf(entry).split(": ").at(-1))).toEqual(["it was done, and this came all the same"]);
  });

  test("are not looked for in practice, nor told of private incidents", async () => {
    const { earlier } = await aFortnightAgo();
    await anIncident(ada, { severity: "SEV2", title: "Payments time out", services: [service], kind: "test" });
    expect((await jobsIn()).filter(({ name }) => name === "re-examine-action-items")).toEqual([]);
    await changeAccess(ada, ChangeAccess.parse({ reference: earlier, visibility: "private" }));
    const reference = await anIncident(ada, { severity: "SEV2", title: "Payments time out again", services: [service] });
    await drainJobs();
    expect(await lessonsOn(reference)).toEqual([]);
  });

  test("say nothing of a private incident to those who may not see it", async () => {
    await aFortnightAgo();
    const secret = await anIncident(ada, { severity: "SEV2", title: "Payments time out again", services: [service] });
    await drainJobs();
    await changeAccess(ada, ChangeAccess.parse({ reference: secret, visibility: "private" }));
    const stranger = await testPerson({ name: "Bo" });
    expect((await board(stranger)).map(({ recurrences }) => recurrences)).toEqual([[]]);
    expect((await board(ada)).map(({ recurrences }) => recurrences.length)).toEqual([1]);
  });
});

/** As the analyst leaves it: a family of failure, and evidence for it. */
async function supported(reference: string, id: string): Promise<void> {
  const incident = await db().incident.findUniqueOrThrow({ where: { reference } });
  const state = incident.state as { hypotheses: Record<string, unknown>[] };
  const hypotheses = state.hypotheses.map((one) => (one.id === id ? { ...one, state: "supported", signature: "pool-exhausted" } : one));
  await db().incident.update({ where: { reference }, data: { state: { ...state, hypotheses } as object } });
}
