import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AFTER_ALL, ListRuns } from "#lib/contracts/agent.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";
import { type Driver, decideProposal, findRun, listAgents, listRuns, readRun, startAgentRuns } from "./index.ts";
import { nameIds } from "./runs/name-ids.ts";
import { anAgent, ask, TOOLS, until } from "./testing/desk.ts";

/** What the console's screens ask of runs. */

let ada: Someone;
let reference: string;
let stop: () => Promise<void> = async () => undefined;

const proposesNote: Driver = async function* ({ incident }) {
  yield { type: "call", tool: "add_note", input: { reference: incident, text: "It rains in" } };
};

beforeEach(async () => {
  await resetDatabase();
  await startListener();
  ada = await testPerson({ name: "Ada" });
  reference = await anIncident(ada);
  const examples = { anywhere: ["Tidy up"], inIncident: [] };
  stop = startAgentRuns({ tools: TOOLS, agents: [{ ...anAgent(proposesNote), examples }], model: null });
});
afterEach(async () => {
  await stop();
  await stopListener();
});

const promptsOf = async (who: Someone, filter: object) => (await listRuns(who, ListRuns.parse(filter))).items.map(({ prompt }) => prompt);

test("agents say what they can be asked", async () => {
  expect(await listAgents(ada)).toEqual([
    { name: "clerk", title: "Clerk", description: "For tests.", calledWith: [], examples: { anywhere: ["Tidy up"], inIncident: [] } },
  ]);
});

test("runs are found by state and by who asked", async () => {
  const bo = await testPerson({ name: "Bo" });
  await until(ada, await ask(ada, "Of Ada", reference));
  await until(bo, await ask(bo, "Of Bo", reference));
  expect(await promptsOf(bo, {})).toEqual(["Of Bo", "Of Ada"]);
  expect(await promptsOf(bo, { isMine: true })).toEqual(["Of Bo"]);
  expect(await promptsOf(bo, { state: "done" })).toEqual(["Of Bo", "Of Ada"]);
  expect(await promptsOf(bo, { state: "failed" })).toEqual([]);
});

describe("how a run stands", () => {
  test("is read without what was read before", async () => {
    const id = await ask(ada, "Write it down", reference);
    const whole = await until(ada, id);
    const rest = await readRun(ada, { id, after: 3 });
    expect(rest.chunks).toEqual(whole.chunks.slice(3));
    expect(await readRun(ada, { id, after: AFTER_ALL })).toEqual({ ...whole, chunks: [] });
  });

  test("counts the proposals that wait, until somebody decides them", async () => {
    const id = await ask(ada, "Write it down", reference);
    const { run, proposals } = await until(ada, id);
    expect(run.openProposals).toBe(1);
    expect((await findRun(ada, id)).openProposals).toBe(1);
    await decideProposal(ada, { id: proposals[0]?.id ?? "", accept: false });
    expect((await readRun(ada, { id })).run.openProposals).toBe(0);
    expect((await findRun(ada, id)).openProposals).toBe(0);
  });
});

test("people are called by their names in what a proposal would do, other ids stay", async () => {
  const nobody = "00000000-0000-7000-8000-000000000000";
  expect(await nameIds(`Makes ${ada.person?.id} scribe instead of ${nobody}.`)).toBe(`Makes Ada scribe instead of ${nobody}.`);
});
