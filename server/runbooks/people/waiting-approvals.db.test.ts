import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { AnswerDecision } from "#lib/contracts/deadline.ts";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { answerDecision, nowQueue } from "#server/deadlines/index.ts";
import { changeAccess } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { hear, startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { startRunbookRuns, waitingApprovals } from "../index.ts";
import { aRun, aRunbook, statesOf, untilEnd, untilWaiting } from "../testing/desk.ts";

const TEXT =
  "name: risky\ntarget: host/{{host}}\nparameters: [{name: host, default: db}]\nsteps:\n  - title: Touch it\n    shell: 'true'\n    undo: {none: it does nothing}\n";

let [ada, bo, cy]: Somebody[] = [];
let stop: () => Promise<void>;

beforeAll(startListener);
afterAll(stopListener);
beforeEach(async () => {
  await resetDatabase();
  [ada, bo, cy] = await Promise.all(["Ada", "Bo", "Cy"].map((name) => somebody("responder", { name })));
  await aRunbook(of(ada), TEXT);
  stop = startRunbookRuns();
});
afterEach(() => stop());

const of = (who: Somebody | undefined): Ctx => {
  if (!who) throw new Error("Nobody.");
  return who.ctx;
};
const approvalsOf = async (ctx: Ctx, reference?: string) =>
  (await nowQueue(ctx, { reference })).items.filter(({ deadline }) => deadline.kind === "approval");
const answer = (ctx: Ctx, subject: string, given: "accept" | "decline", words?: string) =>
  answerDecision(ctx, AnswerDecision.parse({ kind: "approval", subject, answer: given, ...(words ? { words } : {}) }));

async function asked(incident?: string, host = "db"): Promise<string> {
  const id = await aRun(of(ada), "risky", { parameters: { host }, ...(incident ? { incident } : {}) });
  await untilWaiting(of(ada), id, "approval");
  return id;
}

test("waits in the queue of each who may approve, with its exact words, and in nobody's who wants it", async () => {
  const heard: string[] = [];
  const silence = hear((wake) => wake.kind === "queue" && heard.push(wake.id));
  const run = await asked();
  const viewer = await somebody("viewer");
  expect(await approvalsOf(of(ada))).toEqual([]);
  expect(await approvalsOf(viewer.ctx)).toEqual([]);
  expect(await approvalsOf(of(bo))).toMatchObject([
    { reference: null, words: { title: "Approve “Touch it”" }, exact: { argv: ["sh", "-c", "true", "HOST=db", "no network"], target: "host/db" } },
  ]);
  await expect.poll(() => heard).toEqual(expect.arrayContaining([bo?.person.id, cy?.person.id]));
  silence();
  const [item] = await approvalsOf(of(bo));
  const subject = item?.deadline.subject ?? "";
  expect((await refusal(answer(of(ada), subject, "accept"))).message).toContain("another person");
  expect(await answer(of(bo), subject, "accept")).toMatchObject({ answer: "accept", by: { name: "Bo" } });
  expect(await answer(of(bo), subject, "accept")).toMatchObject({ answer: "accept" });
  expect((await refusal(answer(of(cy), subject, "decline"))).code).toBe("already_done");
  expect((await untilEnd(of(ada), run)).run.state).toBe("succeeded");
  expect(await approvalsOf(of(bo))).toEqual([]);
});

test("of an incident waits for those who work on it; for others only where none of them may", async () => {
  const incident = await anIncident(of(bo));
  await asked(incident);
  expect([(await approvalsOf(of(bo), incident)).length, (await approvalsOf(of(cy))).length]).toEqual([1, 0]);
  const alone = await anIncident(of(ada));
  await asked(alone, "other");
  expect([(await approvalsOf(of(bo), alone)).length, (await approvalsOf(of(cy), alone)).length]).toEqual([1, 1]);
});

test("of a private incident hides none that this person may see, however few are wanted", async () => {
  const secret = await anIncident(of(ada));
  await asked(secret, "secret");
  await changeAccess(of(ada), ChangeAccess.parse({ reference: secret, visibility: "private" }));
  await asked(undefined, "open");
  expect((await waitingApprovals(of(bo), null, 1)).map(({ exact }) => exact?.target)).toEqual(["host/open"]);
  await changeAccess(of(ada), ChangeAccess.parse({ reference: secret, add: [bo?.person.id] }));
  expect((await waitingApprovals(of(bo), null, 2)).map(({ exact }) => exact?.target)).toEqual(["host/secret", "host/open"]);
});

test("that is rejected fails its step with the reason", async () => {
  const run = await asked();
  const [item] = await approvalsOf(of(cy));
  await answer(of(cy), item?.deadline.subject ?? "", "decline", "Not during the sale");
  const view = await untilWaiting(of(ada), run, "decision");
  expect(statesOf(view)).toEqual(["failed"]);
  expect(view.steps.find(({ state }) => state === "failed")?.detail).toBe("rejected by Cy: Not during the sale");
});

test.each(["void", "expired"])("that is %s after it was given is not told as given when it is pressed again", async (state) => {
  await asked();
  const [item] = await approvalsOf(of(bo));
  const subject = item?.deadline.subject ?? "";
  await db().runbookApproval.update({ where: { id: subject }, data: { state, decidedBy: bo?.person.id ?? "", decidedName: "Bo" } });
  const repeated = await refusal(answer(of(bo), subject, "accept"));
  expect([repeated.code, repeated.message]).toEqual(["already_done", expect.stringContaining(`This approval is ${state}`)]);
});

test("of a session without a fresh proof is refused", async () => {
  await asked();
  const stale = await somebody("responder", { isProved: false });
  const [item] = await approvalsOf(stale.ctx);
  expect((await refusal(answer(stale.ctx, item?.deadline.subject ?? "", "accept"))).code).toBe("step_up_required");
});
