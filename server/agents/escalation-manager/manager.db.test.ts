import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { Block } from "#lib/contracts/document.ts";
import { AnswerPage, Escalate } from "#lib/contracts/escalation/commands.ts";
import { SetFigures } from "#lib/contracts/incident-commands.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { answerPage, escalate } from "#server/escalation/index.ts";
import { setFigures } from "#server/incidents/index.ts";
import { aRota } from "#server/oncall/testing/rota.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf, roomOf } from "#server/testing/incident.ts";
import { answerRun, decideProposal, defineTool, type readRun, startAgentRuns, startRun, type Tool } from "../index.ts";
import { until, wordsOf } from "../testing/desk.ts";
import { aLadder } from "./testing/ladder.ts";

type View = Awaited<ReturnType<typeof readRun>>;

let ada: Someone;
let dave: Someone;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  dave = await aLadder();
  await startListener();
  await equip(AGENT_TOOLS);
});
afterEach(async () => {
  await stop();
  await stopListener();
});

async function equip(tools: readonly Tool[]): Promise<void> {
  await stop();
  stop = startAgentRuns({ tools, model: null });
}

const isStill = (state: RunState) => isOver(state) || state === "waiting";
const ask = async (prompt: string, incident: string | null = null) =>
  until(ada, (await startRun(ada, { agent: "escalation-manager", prompt, incident })).id, isStill);
const blocksIn = ({ chunks }: View) => chunks.flatMap(({ data }) => (data.type === "data-block" ? [Block.parse(data.data)] : []));
const tableIn = (view: View) => blocksIn(view).flatMap((block) => (block.kind === "table" ? [block] : []))[0];
const shown = (view: View) => JSON.stringify(blocksIn(view));
const numberOf = (reference: string) => reference.slice(-3);

async function accept(view: View) {
  for (const { id } of view.proposals) await decideProposal(ada, { id, accept: true });
}

describe("“Escalate INC-001 to SEV1 - need VP Engineering”", () => {
  test("is one proposal, and accepted raises the severity and pages the VP", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const before = await kindsOf(reference);
    const view = await ask(`Escalate INC-${numberOf(reference)} to SEV1 - need VP Engineering`);
    expect(wordsOf(view)).toContain(`Understood: Escalate ${reference} to SEV1 and page VP Engineering, because: need VP Engineering.`);
    expect(view.proposals).toMatchObject([
      { tool: "escalate", input: { reference, severity: "SEV1", position: "vp-engineering", reason: "need VP Engineering" }, state: "open" },
    ]);
    expect(view.proposals[0]?.effect).toContain(`Raises ${reference} to SEV1. Pages whoever is VP Engineering for ${reference}`);
    expect((await kindsOf(reference)).filter((kind) => kind !== "agent")).toEqual(before);
    await accept(view);
    const room = await roomOf(reference);
    expect(room.severity).toBe("SEV1");
    expect(room.escalation?.fired.flatMap(({ pages }) => pages.map(({ name }) => name))).toContain("Dave Osei");
    expect((await kindsOf(reference)).slice(-2)).toEqual(["severity", "page"]);
  });

  test("raises nothing when nobody can be paged", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await accept(await ask("Escalate to SEV1 - need the CTO", reference));
    expect(await roomOf(reference)).toMatchObject({ severity: "SEV2" });
  });

  test("said in two clauses is one proposal all the same", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const view = await ask("raise it to SEV1 and page the VP", reference);
    expect(view.proposals).toMatchObject([{ tool: "escalate", input: { severity: "SEV1", position: "vp-engineering" } }]);
  });

  test("with several people is a page for each", async () => {
    await testPerson({ name: "Grace Okafor" });
    const view = await ask("page Grace and Dave, we need both", await anIncident(ada));
    expect(view.proposals.map(({ tool }) => tool)).toEqual(["escalate", "escalate"]);
    expect(view.proposals.map(({ effect }) => effect?.slice(0, 18)).toSorted()).toEqual(["Pages Dave Osei fo", "Pages Grace Okafor"]);
  });
});

describe("“Who has been notified for the current incident?”", () => {
  test("shows the escalation's document as it stands", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await escalate(ada, Escalate.parse({ reference, position: "vp-engineering", severity: "SEV1", reason: "Revenue falls" }));
    await answerPage(dave, AnswerPage.parse({ reference }));
    const view = await ask("Who has been notified for the current incident?");
    const headings = blocksIn(view).flatMap((block) => (block.kind === "heading" ? [block.text] : []));
    expect(headings).toEqual([
      `Escalation Status: ${reference}`,
      "Notification Status",
      "Escalation Timeline",
      "Next Escalation",
      "Communication Sent",
      "Recommended Actions",
    ]);
    const table = tableIn(view);
    expect(table).toMatchObject({ head: ["Level", "Role", "Person", "Notified", "Acknowledged"] });
    expect(table?.rows).toContainEqual([
      "-",
      "VP Engineering",
      "Dave Osei",
      expect.stringMatching(/^\d\d:\d\d$/),
      expect.stringMatching(/^\d\d:\d\d$/),
    ]);
    expect(shown(view)).toContain("SEV1 (before: SEV2)");
    expect(shown(view)).toContain("Revenue falls");
    expect(view.proposals).toEqual([]);
  });

  test("asks which, when several are open and none is meant by where one is", async () => {
    const [first, second] = [await anIncident(ada), await anIncident(ada)];
    const view = await ask("Who has been notified for the current incident?");
    expect(view.run.state).toBe("waiting");
    expect(JSON.stringify(view.chunks)).toContain(`${second}, ${first}`);
    await answerRun(ada, { id: view.run.id, text: first });
    expect(shown(await until(ada, view.run.id))).toContain(`Escalation Status: ${first}`);
  });

  test("tells nothing of an incident that who asks may not see", async () => {
    const secret = await anIncident(await testPerson(), { visibility: "private", title: "Breach at the vault" });
    const view = await ask(`who was paged for ${secret}`);
    expect(wordsOf(view)).toContain("There is no incident");
    expect(JSON.stringify(view)).not.toContain("vault");
  });
});

describe("the rest of an escalation", () => {
  test("is acknowledged, declined and stood down by proposals that say what they do", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await escalate(ada, Escalate.parse({ reference, position: "vp-engineering", reason: "Revenue falls" }));
    const effects = async (prompt: string) => (await ask(prompt, reference)).proposals.map(({ effect }) => effect).join();
    expect(await effects("ack")).toContain(`Acknowledges the page of ${reference}`);
    expect(await effects("I can't take this")).toContain(`Declines the page of ${reference}`);
    const view = await ask("de-escalate to SEV3: rolled back", reference);
    expect(view.proposals[0]?.effect).toContain(`Stands everybody down who was paged for ${reference}, and tells them why: rolled back.`);
    await accept(view);
    expect(await roomOf(reference)).toMatchObject({ severity: "SEV3", escalation: { stoodDownAt: expect.any(String) } });
  });

  test("says when a level is due, and shows the ladder", async () => {
    const reference = await anIncident(ada, { severity: "SEV1" });
    const view = await ask("when is the CTO paged?", reference);
    expect(wordsOf(view)).toMatch(/L5 CTO is paged at \d\d:\d\d UTC \(2 h unresolved, SEV1\)/);
    expect(shown(await ask("show the ladder", reference))).toContain("Team Lead");
  });

  test("hands command off with a brief that says who was notified and what escalates next", async () => {
    const grace = await testPerson({ name: "Grace Okafor" });
    const reference = await anIncident(ada, { severity: "SEV1", title: "Payments fail" });
    await escalate(ada, Escalate.parse({ reference, position: "vp-engineering", reason: "Revenue falls" }));
    const view = await ask(`hand over command to @${grace.person.handle}`, reference);
    expect(wordsOf(view)).toContain("Offer command");
    const situation = expect.stringContaining("Dave Osei (VP Engineering) was notified");
    const brief = { situation, next: expect.stringMatching(/is paged, unless it is/) };
    expect(view.proposals).toMatchObject([{ tool: "offer_handover", input: { to: grace.person.id, brief } }]);
    expect(shown(view)).toContain("was notified");
    await accept(view);
    expect(await roomOf(reference)).toMatchObject({ handover: { to: { name: "Grace Okafor" } } });
  });

  test("is summed up for executives, each sentence with its entries", async () => {
    const reference = await anIncident(ada, { severity: "SEV1", title: "Payments fail" });
    await setFigures(ada, SetFigures.parse({ reference, figures: { usersPercent: 40, revenuePerHour: 5_000 } }));
    const said = shown(await ask("exec summary please", reference));
    expect(said).toMatch(/40 % of users are affected\. \[#\d+\]/);
    expect(said).toContain("The cause is not known yet.");
    expect(said).toMatch(/Ada Lindqvist commands\. \[#\d+\]/);
  });

  test("says who is on call, now and later", async () => {
    const admin = await testPerson({ role: "admin" });
    await aRota(admin, { commander: ada, deputy: dave });
    const table = tableIn(await ask("who is on call?"));
    expect(table?.rows).toMatchObject([["Primary", "Ada Lindqvist", expect.any(String), expect.stringContaining("@"), expect.any(String)]]);
    const later = await ask("who is on call at 2098-01-01T12:00:00Z?");
    expect(shown(later)).toContain("Dave Osei");
  });
});

describe("what not every console can answer", () => {
  const WHY = defineTool({
    name: "explain_escalation",
    title: "Say why nobody was paged",
    description: "For tests.",
    permission: "incident.read",
    risk: "read",
    input: z.object({ reference: z.string(), at: z.string() }),
    run: async (_, { at }) => ({
      at,
      answer: "Nobody was due.",
      levels: [{ level: "L1", title: "On-Call", sentence: "Fires at 03:30." }],
      pages: [],
    }),
  });
  const others = AGENT_TOOLS.filter(({ name }) => name !== WHY.name && name !== "simulate_escalation");

  test("is answered where the console has the tool", async () => {
    await equip([...others, WHY]);
    const view = await ask("Why was nobody paged at 03:12?", await anIncident(ada));
    expect(shown(view)).toMatch(/T?03:12 UTC: Nobody was due\./);
    expect(shown(view)).toContain("Fires at 03:30.");
  });

  test("is not offered where it has not, and said plainly when asked", async () => {
    await equip(others);
    const reference = await anIncident(ada);
    expect(wordsOf(await ask("what can you do?", reference))).not.toContain("Why was nobody paged");
    expect(wordsOf(await ask("Why was nobody paged at 03:12?", reference))).toContain("This console cannot answer that.");
  });
});
