import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AnswerDecision } from "#lib/contracts/deadline.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { decideProposal, equipAgents, expireProposals } from "#server/agents/index.ts";
import { anAgent, TOOLS } from "#server/agents/testing/desk.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { hear, startListener, stopListener } from "#server/realtime/listener.ts";
import { acceptHandover } from "#server/roles/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anOffer, MINUTE } from "#server/testing/deadlines.ts";
import { anIncident, kindsOf, refusal } from "#server/testing/incident.ts";
import { aProposal } from "#server/testing/proposals.ts";
import { answerDecision } from "./answer-decision.ts";
import { nowQueue } from "./now-queue.ts";
import { startDeadlines } from "./start-deadlines.ts";

let ada: Someone;
let bo: Someone;
let cy: Someone;

beforeEach(async () => {
  await resetDatabase();
  equipAgents({ tools: TOOLS, agents: [anAgent()] });
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
  cy = await testPerson({ name: "Cy" });
});

const proposalsOf = async (ctx: Ctx, reference?: string) =>
  (await nowQueue(ctx, { reference })).items.filter(({ deadline }) => deadline.kind === "proposal").map(({ deadline }) => deadline.subject);
const answer = (ctx: Ctx, subject: string, given: "accept" | "decline" = "accept") =>
  answerDecision(ctx, AnswerDecision.parse({ kind: "proposal", subject, answer: given }));
const stateOf = async (id: string) => (await db().proposal.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const auditsOf = (id: string) => db().auditEntry.findMany({ where: { subject: id }, select: { action: true, actor: true, detail: true } });
const chunksOf = async (runId: string) =>
  (await db().agentRunChunk.findMany({ where: { runId }, select: { data: true } })).filter(({ data }) =>
    JSON.stringify(data).includes("data-proposal"),
  );

describe("a proposal in the Now queue", () => {
  test("waits for who asked and for who commands, with what each answer does, by when, and what happens without", async () => {
    const reference = await anIncident(ada, { severity: "SEV3", title: "Checkout fails" });
    const { id, runId } = await aProposal({ by: bo, on: reference, risk: "tells" });
    const { items } = await nowQueue(bo, {});
    expect(items).toMatchObject([
      {
        reference,
        incident: "Checkout fails",
        severity: "SEV3",
        deadline: { kind: "proposal", subject: id, owner: { type: "person", person: { id: bo.person.id } } },
        words: {
          title: "Clerk proposes: Add a note",
          why: "You asked “Write down that it is calm”.",
          accept: { dialog: "confirm", effect: "Adds a note. This reaches people." },
          edit: { href: `/agents/runs/${runId}` },
          onExpiry: "The proposal expires, and nothing is done.",
        },
      },
    ]);
    expect(await proposalsOf(ada)).toEqual([id]);
    expect(await proposalsOf(ada, reference)).toEqual([id]);
    expect(await proposalsOf(cy)).toEqual([]);
    expect(await proposalsOf(ada, await anIncident(ada))).toEqual([]);
  });

  test("goes over to whoever takes command", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await aProposal({ by: bo, on: reference });
    const offer = await anOffer(reference, ada, cy);
    await acceptHandover(cy, input.AcceptHandover.parse({ reference, id: offer, readBack: "Half fixed" }));
    expect([await proposalsOf(ada), await proposalsOf(cy)]).toEqual([[], [id]]);
  });

  test("of no incident yet waits for who asked alone", async () => {
    const { id } = await aProposal({ by: ada, input: { reference: "", text: "" } });
    expect((await nowQueue(ada, {})).items).toMatchObject([{ reference: null, incident: null, severity: null, deadline: { subject: id } }]);
    expect(await proposalsOf(await testPerson({ role: "admin" }))).toEqual([]);
  });

  test("exists for nobody who may not see its incident, even if they asked", async () => {
    const reference = await anIncident(ada, { severity: "SEV3", visibility: "private", members: [bo.person.id] });
    const { id } = await aProposal({ by: bo, on: reference });
    const outsider = await aProposal({ by: cy, run: null, on: reference });
    const admin = await testPerson({ role: "admin" });
    expect([await proposalsOf(bo), await proposalsOf(cy), await proposalsOf(admin)]).toEqual([[id], [], []]);
    expect((await refusal(answer(cy, outsider.id))).status).toBe(404);
    expect((await refusal(answer(cy, id))).status).toBe(404);
  });

  test("of a personal run is for who asked only, and of a tool that needs more is for who may use it", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id, runId } = await aProposal({ by: bo, on: reference });
    await db().agentRun.update({ where: { id: runId }, data: { isPersonal: true } });
    expect([await proposalsOf(ada), await proposalsOf(bo)]).toEqual([[], [id]]);
    const admins = await aProposal({ by: ada, on: reference, tool: "change_settings" });
    expect(await proposalsOf(ada)).toEqual([]);
    await db().user.update({ where: { id: ada.person.id }, data: { role: "admin" } });
    expect(await proposalsOf({ ...ada, person: { ...ada.person, role: "admin" } } as Ctx)).toEqual([admins.id]);
  });
});

describe("an answer to a proposal", () => {
  test("does it under the name of who accepts, and a repeat gets the first answer", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await aProposal({ by: bo, on: reference });
    const before = (await kindsOf(reference)).length;
    const accepted = { answer: "accept", by: { id: ada.person.id, name: "Ada" }, refusal: null };
    expect(await answer(ada, id)).toEqual(accepted);
    expect(await answer(bo, id)).toEqual(accepted);
    expect((await kindsOf(reference)).slice(before)).toEqual(["note"]);
    expect(await refusal(answer(bo, id, "decline"))).toMatchObject({ code: "already_done" });
    expect([await proposalsOf(ada), await proposalsOf(bo)]).toEqual([[], []]);
  });

  test("that declines does nothing, and says why what was accepted could not be done", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const before = await kindsOf(reference);
    const declined = await aProposal({ by: ada, on: reference });
    expect(await answer(ada, declined.id, "decline")).toMatchObject({ answer: "decline", refusal: null });
    const impossible = await aProposal({ by: ada, on: reference, input: { reference: "INC-2020-0101-001", text: "Where" } });
    expect(await answer(ada, impossible.id)).toMatchObject({ answer: "accept", refusal: expect.stringContaining("INC-2020-0101-001") });
    expect(await kindsOf(reference)).toEqual(before);
  });

  test("by two at once is one answer", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await aProposal({ by: bo, on: reference });
    const answers = await Promise.all([answer(ada, id), answer(bo, id)]);
    expect(answers[0]?.by).toEqual(answers[1]?.by);
    expect((await kindsOf(reference)).filter((kind) => kind === "note")).toHaveLength(1);
  });
});

test("a run that is stopped while somebody decides withdraws its proposal, and neither waits for the other in a circle", async () => {
  const { id, runId } = await aProposal({ by: ada, input: { reference: "", text: "" } });
  const waiting = async () => {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row?.count;
  };
  const deciding = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM agent_run WHERE id = ${runId}::uuid FOR UPDATE`;
    const decided = refusal(decideProposal(ada, { id, accept: false }));
    await expect.poll(waiting).toBe(1);
    await tx.$executeRaw`UPDATE proposal SET state = 'superseded' WHERE id = ${id}::uuid AND state = 'open'`;
    return { decided };
  });
  expect((await deciding.decided).message).toContain("was withdrawn");
});

describe("a proposal that nobody decides", () => {
  const system = systemCtx();

  test("is gone at its time, and is ended once, whatever many workers do", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const due = await Promise.all([1, 2, 3].map(() => aProposal({ by: bo, on: reference, minutes: 10 })));
    const later = await aProposal({ by: bo, on: reference, minutes: 60 });
    expect(await expireProposals(system)).toBe(0);
    await shiftClock(11 * MINUTE);
    expect(await proposalsOf(bo)).toEqual([later.id]);
    const counts = await Promise.all([1, 2, 3].map(() => expireProposals(system)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    for (const { id, runId } of due) {
      expect(await stateOf(id)).toBe("expired");
      expect(await auditsOf(id)).toMatchObject([
        { action: "proposal.expire", actor: { type: "system" }, detail: { run: runId, proposedBy: "clerk" } },
      ]);
      expect(await chunksOf(runId)).toMatchObject([{ data: { data: { state: "expired" } } }]);
      expect((await refusal(answer(bo, id))).message).toContain("has expired");
    }
    expect(await stateOf(later.id)).toBe("open");
  });

  test("is left to whoever decides it at that moment, and to whoever changes its run", async () => {
    const { id, runId } = await aProposal({ by: ada, input: { reference: "", text: "" }, minutes: 10 });
    await shiftClock(11 * MINUTE);
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM agent_run WHERE id = ${runId}::uuid FOR UPDATE`;
      expect(await expireProposals(system)).toBe(0);
    });
    expect(await stateOf(id)).toBe("open");
    expect(await expireProposals(system)).toBe(1);
    const decided = await aProposal({ by: ada, input: { reference: "", text: "" }, minutes: 10 });
    await decideProposal(ada, { id: decided.id, accept: false });
    await shiftClock(40 * MINUTE);
    expect(await expireProposals(system)).toBe(0);
    expect(await stateOf(decided.id)).toBe("rejected");
  });
});

describe("live", () => {
  let stops: (() => unknown)[] = [];
  beforeEach(startListener);
  afterEach(async () => {
    for (const stop of stops) await stop();
    stops = [];
    await stopListener();
  });

  test("who is to decide hears that a proposal came and that it went, and nobody else does", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const heard: string[] = [];
    stops.push(hear((wake) => wake.kind === "queue" && heard.push(wake.id)));
    const { id } = await aProposal({ by: bo, on: reference });
    const both = [ada.person.id, bo.person.id].toSorted();
    await expect.poll(() => heard.toSorted()).toEqual(both);
    heard.length = 0;
    await answer(ada, id, "decline");
    await expect.poll(() => heard.toSorted()).toEqual(both);
  });

  test("two engines end it when its time comes, once", async () => {
    stops.push(startDeadlines(), startDeadlines());
    const { id } = await aProposal({ by: ada, input: { reference: "", text: "" }, minutes: 10 });
    await shiftClock(10 * MINUTE - 700);
    const second = await aProposal({ by: ada, input: { reference: "", text: "" }, minutes: 10 });
    await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe("expired");
    expect(await auditsOf(id)).toHaveLength(1);
    expect(await stateOf(second.id)).toBe("open");
  });
});
