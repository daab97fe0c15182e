import { beforeEach, expect, test } from "vitest";
import { AnswerDecision } from "#lib/contracts/deadline.ts";
import * as input from "#lib/contracts/escalation/commands.ts";
import { noteRestore } from "#server/backup/index.ts";
import { answerDecision, nowQueue } from "#server/deadlines/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, kindsOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { answerPage } from "./answer-page.ts";
import { fireDue } from "./fire-due.ts";
import { holdAfterRestore } from "./hold-after-restore.ts";
import { resumePages } from "./resume-pages.ts";
import { aLadder } from "./testing/ladder.ts";

const MINUTE = 60_000;
const system = systemCtx("Pager");
let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ({ ada, bo } = await aLadder());
});

const restored = () => noteRestore("2026-11-25T14:30:00.000Z");
const dueMessages = () => db().pageDelivery.count({ where: { state: "waiting", dueAt: { lt: new Date(Date.now() + 1_000 * MINUTE) } } });
const decisions = async (who: Someone, reference: string) =>
  (await nowQueue(who, { reference })).items.filter(({ deadline }) => deadline.kind === "pages_held");

/** An incident whose lead was paged without the message being sent, and whose next step came due an hour later. */
async function overdue(): Promise<string> {
  const reference = await anIncident(ada);
  await fireDue(system);
  await db().pageDelivery.updateMany({ data: { state: "waiting", settledAt: null } });
  await shiftClock(61 * MINUTE);
  return reference;
}

test("what came due before a restore is held for a person, once, however many workers start; what comes due later is not", async () => {
  const reference = await overdue();
  await restored();
  expect(await dueMessages()).toBeGreaterThan(0);
  expect([await holdAfterRestore(system), await holdAfterRestore(system)]).toEqual([1, 0]);
  expect([await fireDue(system), await dueMessages()]).toEqual([0, 0]);
  expect((await kindsOf(reference)).at(-1)).toBe("escalation");
  const later = await anIncident(ada);
  expect(await fireDue(system)).toBe(1);
  expect((await roomOf(later)).escalation?.heldAt).toBeUndefined();
  expect(await holdAfterRestore(system)).toBe(0);
  expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
});

test("without a restore nothing is held", async () => {
  await overdue();
  expect(await holdAfterRestore(system)).toBe(0);
  expect(await fireDue(system)).toBe(1);
});

test("who commands is asked, and lets it go on: steps and messages go out as they were", async () => {
  const reference = await overdue();
  const waiting = await dueMessages();
  await restored();
  await holdAfterRestore(system);
  const [decision] = await decisions(ada, reference);
  expect(decision?.words.why).toContain("The next step was due at");
  const { kind, subject } = decision?.deadline ?? { kind: "pages_held" as const, subject: "" };
  await answerDecision(ada, AnswerDecision.parse({ reference, kind, subject, answer: "accept" }));
  expect(await decisions(ada, reference)).toEqual([]);
  expect(await dueMessages()).toBe(waiting);
  expect(await fireDue(system)).toBe(1);
  expect(await refusal(resumePages(ada, { reference }))).toMatchObject({ code: "already_done" });
  expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
});

test("or stands everybody down, and an answer of who was paged counts meanwhile", async () => {
  const reference = await overdue();
  await restored();
  await holdAfterRestore(system);
  await answerPage(bo, input.AnswerPage.parse({ reference }));
  expect((await roomOf(reference)).escalation?.acknowledgedAt).not.toBeNull();
  const [decision] = await decisions(ada, reference);
  const subject = decision?.deadline.subject ?? "";
  await answerDecision(ada, AnswerDecision.parse({ reference, kind: "pages_held", subject, answer: "decline" }));
  expect(await decisions(ada, reference)).toEqual([]);
  expect(await fireDue(system)).toBe(0);
  expect(await db().pageDelivery.count({ where: { state: "waiting" } })).toBe(0);
});
