import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { ChangeSeverity, SetFigures } from "#lib/contracts/incident-commands.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { changeSeverity, setFigures } from "#server/incidents/index.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { aPage } from "#server/status/testing/pages.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, roomOf } from "#server/testing/incident.ts";
import { decideProposal, type readRun, startAgentRuns, startRun } from "../index.ts";
import { until, wordsOf } from "../testing/desk.ts";

let ada: Someone;
let admin: Someone;
let reference: string;
let service: string;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  admin = await testPerson({ name: "Root", role: "admin" });
  service = await aService("payments");
  reference = await anIncident(ada, { title: "pool of db-7 is full", services: [service] });
  await setFigures(ada, SetFigures.parse({ reference, figures: { usersPercent: 15, customers: 1_200 } }));
  await startListener();
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(async () => {
  await stop?.();
  await stopListener();
});

type View = Awaited<ReturnType<typeof readRun>>;
const ask = async (prompt: string): Promise<View> =>
  until(
    ada,
    (await startRun(ada, { agent: "incident-commander", prompt, incident: reference })).id,
    (state: RunState) => isOver(state) || state === "waiting",
  );
const blocksIn = ({ chunks }: View) => JSON.stringify(chunks.flatMap(({ data }) => (data.type === "data-block" ? [data.data] : [])));
const accept = (view: View) => decideProposal(ada, { id: view.proposals[0]?.id ?? "", accept: true });

describe("the incident-commander's words to others", () => {
  test("a draft for customers is shown, and published on the page when it is accepted", async () => {
    await aPage(admin, service);
    const view = await ask("Draft a status update for customers");
    expect(blocksIn(view)).toContain("About 15 % of the requests to Card payments may fail");
    expect(blocksIn(view)).not.toContain("db-7");
    expect((await roomOf(reference)).told.publications).toEqual([]);
    await accept(view);
    expect((await roomOf(reference)).told.publications).toMatchObject([{ status: "investigating", pages: [{ slug: "acme" }] }]);
  });

  test("“publish” goes to the page with the status that the words tell, and to those inside where there is no page", async () => {
    const inside = await ask("Publish an update: we have identified the cause and are rolling back");
    expect(wordsOf(inside)).toContain("No status page shows a component of this incident");
    expect(inside.proposals).toMatchObject([{ tool: "post_update" }]);
    await aPage(admin, service);
    const view = await ask("Publish an update: we have identified the cause and are rolling back");
    expect(view.proposals).toMatchObject([
      { tool: "publish_update", input: { status: "identified", text: "we have identified the cause and are rolling back" } },
    ]);
    await accept(view);
    expect((await roomOf(reference)).told.publications).toMatchObject([{ status: "identified" }]);
    expect((await ask("Post an update: still looking")).proposals).toMatchObject([{ tool: "post_update" }]);
  });

  test("the executive summary is computed from the log, and nothing is proposed", async () => {
    const view = await ask("Prepare the executive summary");
    expect(blocksIn(view)).toContain(`Executive summary: ${reference}`);
    expect(view.proposals).toEqual([]);
  });

  test("the matrix decides who gets a brief: support at SEV2 of each update, and not at SEV3", async () => {
    await changeSeverity(ada, ChangeSeverity.parse({ reference, to: "SEV2", reason: "Judged" })).catch(() => undefined);
    const view = await ask("Brief support");
    expect(blocksIn(view)).toContain("Say that we know of it and are working on it");
    expect(blocksIn(view)).toContain("1,200");
    expect(view.proposals).toMatchObject([{ tool: "post_update" }]);
    await changeSeverity(ada, ChangeSeverity.parse({ reference, to: "SEV3", reason: "Smaller than thought" }));
    const less = await ask("Brief support");
    expect(wordsOf(less)).toContain("does not send updates to support");
    expect(less.proposals).toEqual([]);
  });

  test("a brief that names revenue is not proposed where updates reach more than executives: it is there to copy, with the reason", async () => {
    await setFigures(ada, SetFigures.parse({ reference, figures: { revenuePerHour: 40_000 } }));
    const view = await ask("Brief the executives");
    expect(view.proposals).toEqual([]);
    expect(wordsOf(view)).toContain("names the revenue at risk, and at SEV2 updates go to more than executives");
    expect(blocksIn(view)).toContain("Brief for executives.\\nWhat: pool of db-7 is full");
    expect((await ask("Brief support")).proposals).toMatchObject([{ tool: "post_update" }]);
  });
});
