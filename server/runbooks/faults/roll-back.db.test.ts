import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { hear, startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { decideStep, readRunbookRun, rollBack, startRunbookRuns } from "../index.ts";
import { approve, aRun, aRunbook, statesOf, until, untilWaiting } from "../testing/desk.ts";

/** The undo of the first step fails, so that a run that is rolled back stays there. */
const TEXT = `name: back
steps:
  - title: Do it
    shell: "true"
    undo: [{shell: exit 3}]
  - title: Do more
    shell: "true"
    onFailure: rollback
    undo: {none: it does nothing}
`;

let ada: Somebody;
let grace: Somebody;
let stop: () => Promise<void>;

beforeAll(startListener);
afterAll(stopListener);
beforeEach(async () => {
  await resetDatabase();
  [ada, grace] = [await somebody("responder", { name: "Ada" }), await somebody("responder", { name: "Grace" })];
  stop = startRunbookRuns();
});
afterEach(() => stop());

const isAskedFor = (n: number) => (view: Awaited<ReturnType<typeof readRunbookRun>>) =>
  view.run.waitsFor === "approval" && view.approvals.some((one) => one.n === n && one.state === "asked");

async function waitingForTheSecond(): Promise<{ id: string; hash: string; approval: string }> {
  const id = await aRun(ada.ctx, await aRunbook(ada.ctx, TEXT));
  await until(ada.ctx, id, isAskedFor(1));
  await approve(grace.ctx, id);
  const { approvals } = await until(ada.ctx, id, isAskedFor(2));
  const asked = approvals.find(({ n }) => n === 2);
  return { id, hash: asked?.hash ?? "", approval: asked?.id ?? "" };
}

test("what was asked before a roll-back is void, and no answer to it turns the run forward again", async () => {
  const { id, hash } = await waitingForTheSecond();
  const heard: string[] = [];
  const silence = hear((wake) => wake.kind === "queue" && heard.push(wake.id));
  await rollBack(ada.ctx, { id });
  await expect.poll(() => heard).toContain(grace.person.id);
  silence();
  for (const isApproved of [true, false]) {
    const answered = await refusal(decideStep(grace.ctx, { id, n: 2, hash, approve: isApproved, reason: "" }));
    expect([answered.code, answered.message]).toEqual(["already_done", expect.stringContaining("is being rolled back")]);
  }
  const view = await untilWaiting(ada.ctx, id, "decision");
  expect([view.run.state, statesOf(view)]).toEqual(["rolling_back", ["completed", "pending"]]);
  expect(view.approvals.find(({ n }) => n === 2)).toMatchObject({ state: "void", reason: "the run is rolled back" });
});

test("an answer to what is still asked while a run is rolled back changes nothing", async () => {
  const { id, hash, approval } = await waitingForTheSecond();
  await rollBack(ada.ctx, { id });
  await untilWaiting(ada.ctx, id, "decision");
  await db().runbookApproval.update({ where: { id: approval }, data: { state: "asked" } });
  expect((await refusal(decideStep(grace.ctx, { id, n: 2, hash, approve: true, reason: "" }))).code).toBe("already_done");
  expect((await readRunbookRun(ada.ctx, { id })).run.state).toBe("rolling_back");
});

test("a roll-back that a failure starts voids what is open too", async () => {
  const { id, hash, approval } = await waitingForTheSecond();
  const { id: _, bound, ...asked } = await db().runbookApproval.findUniqueOrThrow({ where: { id: approval } });
  const other = newId();
  await db().runbookApproval.create({ data: { ...asked, bound: bound as object, id: other, n: 3 } });
  await decideStep(grace.ctx, { id, n: 2, hash, approve: false, reason: "" });
  const view = await untilWaiting(ada.ctx, id, "decision");
  expect([view.run.state, statesOf(view)]).toEqual(["rolling_back", ["completed", "failed"]]);
  expect(view.approvals.find((one) => one.id === other)?.state).toBe("void");
});
