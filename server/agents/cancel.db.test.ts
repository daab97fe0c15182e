import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, logOf, refusal } from "#server/testing/incident.ts";
import { answerRun, cancelRun, decideProposal, startAgentRuns } from "./index.ts";
import { compatibleModel } from "./model/choose.ts";
import { anAgent, ask, TOOLS, until } from "./testing/desk.ts";
import { type Line, type PlayedModel, playModel } from "./testing/scripted-model.ts";

let ada: Someone;
let reference: string;
let stop: () => Promise<void> = async () => undefined;
let model: PlayedModel | undefined;

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
});
afterEach(async () => {
  await stop();
  await model?.close();
  await stopListener();
});

async function begin(script: Line[]): Promise<string> {
  model = await playModel(script);
  const chosen = { name: "compatible/scripted", model: compatibleModel(model.url, "scripted"), price: null };
  stop = startAgentRuns({ tools: TOOLS, agents: [anAgent()], model: chosen });
  return ask(ada, "What now?", reference);
}

const said = (id: string) => db().agentRunChunk.count({ where: { runId: id, data: { path: ["type"], equals: "text-delta" } } });
const add = { name: "add_note", arguments: () => ({ reference, text: "Restarted it" }) };

describe("a run that is stopped", () => {
  test.each(["endless", "hang"] as const)("while its model talks (%s) hangs up on it, and nothing more is stored", async (end) => {
    const id = await begin([{ text: "It is", end }]);
    await expect.poll(() => said(id), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(model?.answering).toBe(1);
    expect(await cancelRun(ada, { id })).toEqual({ state: "cancelled" });
    const { chunks, run } = await until(ada, id);
    await expect.poll(() => model?.answering, { timeout: 10_000 }).toBe(0);
    await stop();
    expect(run).toMatchObject({ state: "cancelled", note: "Stopped by Ada." });
    expect(chunks.slice(-2).map(({ data }) => data.type)).toEqual(["data-note", "abort"]);
    expect((await until(ada, id)).chunks).toEqual(chunks);
    expect((await logOf(reference)).flatMap(({ fact }) => (fact.kind === "agent" ? [fact.state] : []))).toEqual(["cancelled"]);
  });

  test("takes back what it proposed, and is not answered any more", async () => {
    const question = { name: "ask_person", arguments: { question: "Shall I?" } };
    const id = await begin([{ calls: [{ ...add, arguments: add.arguments() }, question] }]);
    const { proposals } = await until(ada, id, (state) => state === "waiting");
    await cancelRun(ada, { id });
    expect((await until(ada, id)).proposals).toMatchObject([{ state: "superseded" }]);
    const [proposal] = proposals;
    expect(await refusal(decideProposal(ada, { id: proposal?.id ?? "", accept: true }))).toMatchObject({ status: 409 });
    expect(await refusal(answerRun(ada, { id, text: "Yes" }))).toMatchObject({ status: 409 });
    expect((await logOf(reference)).map(({ fact }) => fact.kind)).not.toContain("note");
  });

  test("twice, or after its end, stays as it is", async () => {
    const id = await begin([{ text: "That is all." }]);
    await until(ada, id);
    expect(await cancelRun(ada, { id })).toEqual({ state: "done" });
    expect((await until(ada, id)).run).toMatchObject({ state: "done", note: null });
  });
});
