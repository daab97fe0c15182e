import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CreateKey } from "#lib/contracts/key.ts";
import { createKey, keyOf } from "#server/keys/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf, refusal } from "#server/testing/incident.ts";
import { answerRun, decideProposal, readRun, startAgentRuns, type Tool } from "./index.ts";
import { anAgent, ask, TOOLS, until } from "./testing/desk.ts";

let ada: Someone;
let bob: Someone;
let reference: string;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await testPerson({ name: "Ada" });
  bob = await testPerson({ name: "Bob" });
  reference = await anIncident(ada);
});
afterEach(async () => {
  await stop();
  await stopListener();
});

/** A run that proposes one note; with these tools. Answers with the proposal's id. */
async function proposed(tools: readonly Tool[] = TOOLS): Promise<string> {
  const agent = anAgent(async function* () {
    yield { type: "call", tool: "add_note", input: { reference, text: "Restarted it" } };
  }, tools);
  stop = startAgentRuns({ tools, agents: [agent], model: null });
  const { proposals } = await until(ada, await ask(ada, "Note it", reference));
  return proposals[0]?.id ?? "";
}

const notes = async () => (await logOf(reference)).flatMap(({ fact, actor }) => (fact.kind === "note" ? [`${actor.name}: ${fact.text}`] : []));
const accept = (who: Someone, id: string) => decideProposal(who, { id, accept: true });

/** As a process leaves it that died right after the decision was stored. */
async function cutOff(id: string): Promise<void> {
  const decided = { state: "accepted", decidedBy: ada.person.id, decidedName: "Ada", decidedAt: new Date() };
  await db().proposal.update({ where: { id }, data: decided });
}

describe("a proposal", () => {
  test("is accepted once, by whoever is first, and done under their name", async () => {
    const id = await proposed();
    const outcomes = await Promise.allSettled([accept(ada, id), accept(bob, id), accept(ada, id)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await notes()).toEqual([expect.stringMatching(/^(Ada|Bob): Restarted it$/)]);
  });

  test("is not done when it is not what was proposed any more", async () => {
    const id = await proposed();
    await db().proposal.update({ where: { id }, data: { input: { reference, text: "Something else" } } });
    expect(await refusal(accept(ada, id))).toMatchObject({ status: 409, message: expect.stringContaining("not what the agent proposed") });
    expect(await notes()).toEqual([]);
  });

  test("expires, and cannot be accepted then", async () => {
    const id = await proposed();
    await shiftClock(31 * 60_000);
    expect(await refusal(accept(ada, id))).toMatchObject({ message: expect.stringContaining("has expired") });
    await shiftClock(0);
  });
});

describe("a proposal whose acceptance was cut off", () => {
  test("is done when it is accepted again, once, and not while the first may still be at it", async () => {
    const id = await proposed();
    await cutOff(id);
    expect(await refusal(accept(ada, id))).toMatchObject({ message: expect.stringContaining("accepted already") });
    await shiftClock(61_000);
    expect(await refusal(accept(bob, id))).toMatchObject({ message: expect.stringContaining("accepted already") });
    expect((await accept(ada, id)).result).toMatchObject({ ok: true });
    expect(await refusal(accept(ada, id))).toMatchObject({ message: expect.stringContaining("accepted already") });
    expect(await notes()).toEqual(["Ada: Restarted it"]);
    await shiftClock(0);
  });

  test("after it was done is not done twice", async () => {
    const id = await proposed();
    await accept(ada, id);
    await db().$executeRaw`UPDATE proposal SET result = NULL WHERE id = ${id}::uuid`;
    await shiftClock(61_000);
    expect((await accept(ada, id)).result).toMatchObject({ ok: true });
    expect(await notes()).toHaveLength(1);
    await shiftClock(0);
  });

  test("says that nobody knows, where doing it again is not safe", async () => {
    const id = await proposed(TOOLS.map((tool) => (tool.name === "add_note" ? { ...tool, key: false } : tool)));
    await cutOff(id);
    await shiftClock(61_000);
    expect((await accept(ada, id)).result).toMatchObject({ ok: false, error: expect.stringContaining("nobody knows whether it was done") });
    expect(await notes()).toEqual([]);
    await shiftClock(0);
  });
});

test("a question is answered by no key that may do less than the run", async () => {
  const agent = anAgent(async function* () {
    yield { type: "ask", question: "Which one?" };
  });
  stop = startAgentRuns({ tools: TOOLS, agents: [agent], model: null });
  const id = await ask(ada, "Do it", reference);
  await until(ada, id, (state) => state === "waiting");
  const keyed = async (scopes: ("agent.run" | "incident.read")[]) =>
    keyOf((await createKey(ada, CreateKey.parse({ name: "Script", scopes }))).token, null);
  expect(await refusal(answerRun(await keyed(["agent.run", "incident.read"]), { id, text: "All" }))).toMatchObject({ status: 403 });
  expect((await readRun(ada, { id })).run.state).toBe("waiting");
  await answerRun(await keyed([]), { id, text: "The first" });
  expect((await until(ada, id)).run.state).toBe("done");
});
