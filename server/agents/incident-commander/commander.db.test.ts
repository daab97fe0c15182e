import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, roomOf } from "#server/testing/incident.ts";
import { answerRun, decideProposal, type readRun, startAgentRuns, startRun } from "../index.ts";
import { until, wordsOf } from "../testing/desk.ts";

let ada: Someone;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  await startListener();
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(async () => {
  await stop?.();
  await stopListener();
});

const ask = async (prompt: string, incident: string | null = null, ctx = ada) =>
  until(ctx, (await startRun(ctx, { agent: "incident-commander", prompt, incident })).id, isStill);
/** Over, or waiting for an answer. */
const isStill = (state: RunState) => isOver(state) || state === "waiting";
type View = Awaited<ReturnType<typeof readRun>>;
const blocksIn = ({ chunks }: View) => chunks.flatMap(({ data }) => (data.type === "data-block" ? [data.data] : []));

async function accept(view: View) {
  const [proposal] = view.proposals;
  if (!proposal) throw new Error(`Nothing was proposed: ${wordsOf(view)}`);
  return decideProposal(ada, { id: proposal.id, accept: true });
}

describe("the incident-commander by itself", () => {
  test("proposes a declaration, and on acceptance declares and posts the document", async () => {
    await aService("Checkout");
    const view = await ask("Declare SEV2 incident: Checkout returning 500 errors, 60% of users affected");
    expect(wordsOf(view)).toContain("Understood: Declare an incident (SEV2): Checkout returning 500 errors, 60% of users affected.");
    expect(wordsOf(view)).toContain(
      "You said SEV2, and that stays. By the stated impact it could be **SEV1**: half of the users or more are affected.",
    );
    expect(view.run).toMatchObject({ state: "done", driver: "built-in" });
    expect(await db().incident.count()).toBe(0);
    const { result } = await accept(view);
    const { reference } = (result as { value: { reference: string } }).value;
    expect(await roomOf(reference)).toMatchObject({
      severity: "SEV2",
      figures: { usersPercent: 60 },
      services: [{ name: "Checkout" }],
      documents: [{ kind: "declaration" }],
    });
    expect(await kindsOf(reference)).toEqual(expect.arrayContaining(["declared", "document"]));
  });

  test("assesses the severity from the stated impact, and shows the rule", async () => {
    expect(wordsOf(await ask("What severity is it if 15% of users cannot pay?"))).toContain(
      "**SEV2**, because: ten percent of the users or more are affected",
    );
  });

  test("reads the status, and says what comes next", async () => {
    const reference = await anIncident(ada, { title: "Search fails" });
    const status = await ask(`What's the current status of ${reference}?`);
    expect(blocksIn(status)).toMatchObject([
      {
        kind: "fields",
        fields: expect.arrayContaining([
          { label: "Title", value: "Search fails" },
          { label: "Commander", value: "Ada Lindqvist" },
        ]),
      },
    ]);
    const next = await ask("what should I do next?", reference);
    expect(JSON.stringify(blocksIn(next))).toContain("Say which services are affected");
    expect([status, next].flatMap(({ proposals }) => proposals)).toEqual([]);
  });

  test("asks back when it is not sure, and goes on with the answer", async () => {
    const view = await ask("make Ada the scribe");
    expect(view.run.state).toBe("waiting");
    const reference = await anIncident(ada);
    await answerRun(ada, { id: view.run.id, text: `on ${reference}` });
    const after = await until(ada, view.run.id);
    expect(after.proposals).toMatchObject([{ tool: "assign_role", input: { reference, role: "scribe", user: ada.person.id } }]);
  });

  test("offers what may have been meant, and does it on a yes", async () => {
    const reference = await anIncident(ada);
    const view = await ask("Should we raise this to SEV1?", reference);
    const doubtful = await ask("maybe, raise this to SEV1", reference);
    expect(wordsOf(view)).toContain("Assess the severity");
    expect(doubtful.run.state).toBe("waiting");
    expect(JSON.stringify(doubtful)).toContain(`Did you mean: Change ${reference} to SEV1?`);
    await answerRun(ada, { id: doubtful.run.id, text: "yes, do it" });
    expect((await until(ada, doubtful.run.id)).proposals).toMatchObject([{ tool: "change_severity", input: { reference, to: "SEV1" } }]);
  });

  test("takes a part of a reference for the incident that is open", async () => {
    const reference = await anIncident(ada, { title: "Search fails" });
    const view = await ask(`status of #${Number(reference.slice(-3))}`);
    expect(JSON.stringify(blocksIn(view))).toContain("Search fails");
  });

  test("proposes each of several orders, and does none of them by itself", async () => {
    const grace = await testPerson({ name: "Grace" });
    const reference = await anIncident(ada);
    const before = await kindsOf(reference);
    const view = await ask(`set sev1 and make @${grace.person.handle} comms`, reference);
    expect(view.proposals.map(({ tool }) => tool).toSorted()).toEqual(["assign_role", "change_severity"]);
    expect((await kindsOf(reference)).filter((kind) => kind !== "agent")).toEqual(before);
  });

  test("reads nothing that who asks may not see", async () => {
    const secret = await anIncident(await testPerson(), { visibility: "private", title: "Breach at the vault" });
    const view = await ask(`status of ${secret}`);
    expect(wordsOf(view)).toContain("There is no incident");
    expect(JSON.stringify(view)).not.toContain("vault");
  });
});
