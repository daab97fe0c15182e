import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ListRuns, StartRun } from "#lib/contracts/agent.ts";
import { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { CreateKey } from "#lib/contracts/key.ts";
import { changeAccess } from "#server/incidents/index.ts";
import { createKey, keyOf, revokeKey } from "#server/keys/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal } from "#server/testing/incident.ts";
import { listRuns, readRun, startAgentRuns, startRun } from "./index.ts";
import { compatibleModel } from "./model/choose.ts";
import { anAgent, TOOLS, until } from "./testing/desk.ts";
import { type PlayedModel, playModel, type Script } from "./testing/scripted-model.ts";

let ada: Someone;
let cora: Someone;
let reference: string;
let stop: () => Promise<void> = async () => undefined;
let model: PlayedModel | undefined;

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await testPerson({ name: "Ada" });
  cora = await testPerson({ name: "Cora", role: "admin" });
  reference = await anIncident(ada);
});
afterEach(async () => {
  await stop();
  await model?.close();
  await stopListener();
});

const read = { name: "get_incident", arguments: () => ({ reference }) };
const change = { name: "change_settings", arguments: () => ({ name: "x" }) };

/** Calls this tool at each of its first requests; `between` happens before the answer to the second. */
async function play(ctx: Ctx, { name, arguments: input }: typeof read | typeof change, between: () => Promise<unknown> = async () => undefined) {
  const script: Script = (_, index) => (index < 2 ? { text: `Turn ${index}. `, calls: [{ name, arguments: input() }] } : { text: "That is all." });
  model = await playModel(async (asked, index) => {
    if (index === 1) await between();
    return script(asked, index);
  });
  const chosen = { name: "compatible/scripted", model: compatibleModel(model.url, "scripted"), price: null };
  stop = startAgentRuns({ tools: TOOLS, agents: [anAgent()], model: chosen });
  const { id } = await startRun(ctx, StartRun.parse({ agent: "clerk", prompt: "What now?", incident: reference }));
  await until(ada, id).catch(() => undefined);
  return db().agentRun.findUniqueOrThrow({ where: { id } });
}

const keyFor = async (owner: Someone, scopes: ("agent.run" | "incident.read" | "settings.manage")[]) => {
  const { id, token } = await createKey(owner, CreateKey.parse({ name: "Script", scopes }));
  return { id, ctx: await keyOf(token, null) };
};

describe("a run that a key asked for", () => {
  test("has no more rights than the key, whatever its owner may", async () => {
    const { ctx } = await keyFor(cora, ["agent.run", "incident.read"]);
    const { id } = await play(ctx, change);
    const { chunks, proposals } = await readRun(cora, { id });
    expect(chunks.map(({ data }) => data.errorText).filter(Boolean)).toEqual(Array(2).fill("The person who asked may not change settings."));
    expect(proposals).toEqual([]);
  });

  test("has those of its owner that the key was given", async () => {
    const { ctx } = await keyFor(cora, ["agent.run", "incident.read", "settings.manage"]);
    const { id } = await play(ctx, change);
    expect((await readRun(cora, { id })).proposals).toMatchObject([{ tool: "change_settings", state: "open" }]);
  });

  test("ends when the key is revoked", async () => {
    const key = await keyFor(ada, []);
    const run = await play(key.ctx, read, () => revokeKey(ada, { id: key.id }));
    expect(run).toMatchObject({ state: "failed", note: "The API key that it was asked with does not work any more.", steps: 2 });
    expect(await db().agentStep.count({ where: { runId: run.id, state: "done" } })).toBe(1);
  });
});

describe("a run whose person loses a right on the way", () => {
  test("ends before the next call when they may not run agents any more", async () => {
    const run = await play(ada, read, () => db().user.update({ where: { id: ada.person.id }, data: { role: "viewer" } }));
    expect(run).toMatchObject({ state: "failed", note: "The person who asked may not run agents any more." });
    expect(await db().agentStep.count({ where: { runId: run.id, state: "done" } })).toBe(1);
  });

  test("ends before the next call when its incident becomes private without them, and is theirs to read no more", async () => {
    const bob = await testPerson({ name: "Bob" });
    const hide = () => changeAccess(ada, ChangeAccess.parse({ reference, visibility: "private" }));
    const run = await play(bob, read, hide);
    expect(run).toMatchObject({ state: "failed", note: "The person who asked may not see this incident any more." });
    expect(await db().agentStep.count({ where: { runId: run.id, state: "done" } })).toBe(1);
    expect(await refusal(readRun(bob, { id: run.id }))).toMatchObject({ status: 404 });
    expect((await readRun(ada, { id: run.id })).run.state).toBe("failed");
  });
});

describe("a run that read an incident which becomes private later", () => {
  test("is hidden from those who may not see that one, with its proposals, and stays for the others", async () => {
    const bob = await testPerson({ name: "Bob" });
    const other = await anIncident(ada, { title: "Breach at the wholesaler" });
    const { id } = await play(ada, { ...read, arguments: () => ({ reference: other }) });
    expect(JSON.stringify(await readRun(bob, { id }))).toContain("Breach");
    await changeAccess(ada, ChangeAccess.parse({ reference: other, visibility: "private", add: [cora.person.id] }));
    expect(await refusal(readRun(bob, { id }))).toMatchObject({ status: 404 });
    expect((await listRuns(bob, ListRuns.parse({ incident: reference }))).items).toEqual([]);
    for (const ctx of [ada, cora]) expect((await readRun(ctx, { id })).run.id).toBe(id);
    await changeAccess(ada, ChangeAccess.parse({ reference: other, visibility: "normal" }));
    expect((await readRun(bob, { id })).run.id).toBe(id);
  });
});
