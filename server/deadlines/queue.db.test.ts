import { beforeEach, describe, expect, test } from "vitest";
import { AnswerDecision } from "#lib/contracts/deadline.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { changeStatus } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { anonymousCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { assignRole, changeAssignment } from "#server/roles/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anOffer, MINUTE } from "#server/testing/deadlines.ts";
import { anIncident, kindsOf, refusal, roomOf } from "#server/testing/incident.ts";
import { answerDecision } from "./answer-decision.ts";
import { fireDue } from "./fire-due.ts";
import { nowQueue } from "./now-queue.ts";

let ada: Someone;
let bo: Someone;
let cy: Someone;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  cy = await testPerson({ name: "Cy" });
});

const titles = async (ctx: Ctx, reference?: string) => (await nowQueue(ctx, { reference })).items.map(({ words }) => words.title);
const answer = (ctx: Ctx, given: object) => answerDecision(ctx, AnswerDecision.parse(given));
const ask = (reference: string, who: Someone, role = "scribe") => assignRole(ada, input.AssignRole.parse({ reference, role, user: who.person.id }));

describe("the Now queue", () => {
  test("has over all incidents what needs this person's decision, the earliest due first", async () => {
    const first = await anIncident(ada, { severity: "SEV2", title: "Checkout fails" });
    const second = await anIncident(ada, { severity: "SEV1", title: "Search fails" });
    const { seq } = await ask(second, bo);
    await anOffer(first, ada, bo);
    const { items } = await nowQueue(bo, {});
    expect(items).toMatchObject([
      { reference: second, incident: "Search fails", severity: "SEV1", words: { title: "Ada asks you to be Scribe" }, evidence: [seq] },
      { reference: first, words: { title: "Ada offers you command", why: "Half fixed" } },
    ]);
    expect(await titles(ada)).toEqual(["Communications is unfilled", "Communications is unfilled", "Post the next update", "Post the next update"]);
    expect(await titles(bo, first)).toEqual(["Ada offers you command"]);
    expect(await titles(cy)).toEqual([]);
  });

  test("asks everybody where nobody is on the incident", async () => {
    await anIncident(systemCtx() as Someone, { severity: "SEV3" });
    expect(await titles(cy)).toEqual(["Nobody commands this incident", "Post the next update"]);
    expect(await titles(await testPerson({ role: "viewer" }))).toEqual([]);
  });

  test("says nothing of a private incident to those who are not named on it, nor to an administrator", async () => {
    const reference = await anIncident(ada, { severity: "SEV3", visibility: "private", members: [bo.person.id] });
    await ask(reference, bo);
    const admin = await testPerson({ role: "admin" });
    expect(await titles(bo)).toEqual(["Ada asks you to be Scribe"]);
    expect(await titles(admin)).toEqual([]);
    expect((await refusal(nowQueue(admin, { reference }))).status).toBe(404);
  });

  test("shows why a default could not be carried out yet", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    await db().deadline.updateMany({ where: { incident: { reference } }, data: { problem: "the disk is full" } });
    expect((await nowQueue(ada, {})).items).toMatchObject([{ problem: "the disk is full" }]);
  });

  test("is only for those who are signed in", async () => {
    expect((await refusal(nowQueue(anonymousCtx(), {}))).code).toBe("not_signed_in");
  });
});

describe("an answer", () => {
  test("accepts or declines a role by its ordinary command", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id: scribe } = await ask(reference, bo);
    const { id: deputy } = await ask(reference, cy, "deputy");
    expect(await answer(bo, { reference, kind: "role_asked", subject: scribe, answer: "accept" })).toEqual({
      answer: "accept",
      by: { id: bo.person.id, name: "Bo" },
      refusal: null,
    });
    await answer(cy, { reference, kind: "role_asked", subject: deputy, answer: "decline" });
    expect((await roomOf(reference)).assignments).toMatchObject([{ role: "commander" }, { role: "scribe", state: "active" }]);
  });

  test("given again gets the first one and changes nothing; another answer is refused", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await ask(reference, bo);
    const given = { reference, kind: "role_asked", subject: id, answer: "accept" };
    await answer(bo, given);
    const before = await kindsOf(reference);
    expect(await answer(bo, given)).toEqual({ answer: "accept", by: { id: bo.person.id, name: "Bo" }, refusal: null });
    expect(await refusal(answer(bo, { ...given, answer: "decline" }))).toMatchObject({
      code: "already_done",
      message: expect.stringContaining("Bo answered already (accept)"),
    });
    expect(await kindsOf(reference)).toEqual(before);
  });

  test("by two at once fills the role once, and both learn who has it", async () => {
    const reference = await anIncident(systemCtx() as Someone, { severity: "SEV3" });
    const given = { reference, kind: "role_unfilled", subject: "commander", answer: "accept" };
    const answers = await Promise.all([answer(bo, given), answer(cy, given)]);
    const { assignments } = await roomOf(reference);
    expect(assignments).toHaveLength(1);
    expect(answers.map(({ by }) => by.id)).toEqual([assignments[0]?.person.id, assignments[0]?.person.id]);
    expect((await kindsOf(reference)).filter((kind) => kind === "role")).toHaveLength(1);
  });

  test("of somebody who stands by for the role makes them active", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const { id } = await ask(reference, bo, "communications");
    await changeAssignment(bo, input.ChangeAssignment.parse({ reference, id, state: "standby" }));
    await answer(bo, { reference, kind: "role_unfilled", subject: "communications", answer: "accept" });
    expect((await roomOf(reference)).assignments).toMatchObject([{}, { id, state: "active" }]);
  });

  test("that needs words asks for them, and carries them", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const subject = await anOffer(reference, ada, bo);
    const accept = { reference, kind: "handover_offered", subject, answer: "accept" };
    expect(await refusal(answer(bo, accept))).toMatchObject({ status: 422, issues: [{ path: "words" }] });
    await answer(bo, { ...accept, words: "Half fixed, I go on" });
    const update = { reference, kind: "update_due", subject: "next", answer: "accept" };
    await answer(bo, { ...update, words: "Nearly there" });
    expect(await roomOf(reference)).toMatchObject({ handover: null, lastUpdate: { text: "Nearly there", by: "Bo" } });
  });

  test("to what cannot be declined, does not wait, or expired is refused in words", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const update = { reference, kind: "update_due", subject: "next" };
    expect((await refusal(answer(ada, { ...update, answer: "decline" }))).message).toMatch(/cannot be declined/);
    expect((await refusal(answer(ada, { ...update, subject: "other", answer: "accept", words: "x" }))).status).toBe(404);
    const subject = await anOffer(reference, ada, bo);
    await shiftClock(16 * MINUTE);
    await fireDue(systemCtx());
    const late = { reference, kind: "handover_offered", subject, answer: "accept", words: "Understood" };
    expect((await refusal(answer(bo, late))).message).toMatch(/nobody answered in time/);
    await changeStatus(ada, input.ChangeStatus.parse({ reference, to: "resolved", summary: "Done", hasNoImpact: true }));
    expect((await refusal(answer(ada, { ...update, answer: "accept", words: "x" }))).message).toMatch(/withdrawn/);
  });

  test("is for those only whose it is, and for nobody outside of a private incident", async () => {
    const reference = await anIncident(ada, { severity: "SEV3", visibility: "private", members: [bo.person.id] });
    const { id } = await ask(reference, bo);
    const subject = await anOffer(reference, ada, bo);
    const role = { reference, kind: "role_asked", subject: id, answer: "accept" };
    expect((await refusal(answer(cy, role))).status).toBe(404);
    expect((await refusal(answer(ada, { reference, kind: "handover_offered", subject, answer: "decline" }))).status).toBe(403);
    expect((await refusal(answer(await testPerson({ role: "viewer" }), role))).status).toBe(403);
  });
});
