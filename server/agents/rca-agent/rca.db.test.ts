import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { AddNote } from "#lib/contracts/incident-commands.ts";
import { ReadReport } from "#lib/contracts/investigation.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { connectEvidence, readReport } from "#server/investigations/index.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, kindsOf, roomOf } from "#server/testing/incident.ts";
import { startAgentRuns, startRun } from "../index.ts";
import { until, wordsOf } from "../testing/desk.ts";
import { aFullPool } from "./testing/full-pool.ts";

let ada: Someone;
let stop: (() => Promise<void>) | undefined;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  await startListener();
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterEach(async () => {
  connectEvidence(async () => []);
  await stop?.();
  await stopListener();
});

const isStill = (state: RunState) => isOver(state) || state === "waiting";
const ask = async (prompt: string, incident: string | null = null) =>
  until(ada, (await startRun(ada, { agent: "rca-agent", prompt, incident })).id, isStill);

async function anOutage(): Promise<string> {
  const id = await aService("Payment API");
  const { slug } = await db().service.findUniqueOrThrow({ where: { id } });
  connectEvidence(async () => [aFullPool(slug)]);
  return anIncident(ada, { title: "Payment API returns 500 errors", services: [id] });
}

describe("the rca-agent by itself", () => {
  test("gathers, looks, and reports, and the timeline has findings, hypotheses and the report", async () => {
    const reference = await anOutage();
    const view = await ask("Investigate this incident", reference);
    expect(view.run).toMatchObject({ state: "done", driver: "built-in" });
    const words = wordsOf(view);
    expect(words).toContain("Looking into “Payment API returns 500 errors”");
    expect(words).toContain("Prometheus has no series for search.");
    expect(words).toContain("Likeliest so far");
    const report = await readReport(ada, ReadReport.parse({ reference }));
    expect(report.analysis?.rootCause).toMatchObject({ sufficient: true });
    expect(report.markdown).toContain("### Executive summary");
    expect(report.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["series", "logs", "change"]));
    const kinds = await kindsOf(reference);
    expect(kinds).toEqual(expect.arrayContaining(["finding", "hypothesis", "investigation", "agent"]));
    const [hypothesis] = (await roomOf(reference)).hypotheses;
    expect(hypothesis).toMatchObject({ by: { type: "agent", name: "RCA agent" }, state: expect.stringMatching(/supported|proposed/) });
    expect(await db().proposal.count()).toBe(0);
  });

  test("answers what was found, and says what speaks against it", async () => {
    const reference = await anOutage();
    await ask("investigate", reference);
    const captured = await db().evidence.count();
    const changes = await ask("Which change did it?", reference);
    expect(JSON.stringify(changes.chunks)).toContain("async-payments switched on");
    const doubt = await ask("Are you sure?", reference);
    expect(wordsOf(doubt)).toMatch(/The confidence is \d+ %/);
    expect(await db().evidence.count()).toBe(captured);
  });

  test("looks at what people pasted, and says when there is nothing to look at", async () => {
    const reference = await anIncident(ada, { title: "Something is odd" });
    expect(wordsOf(await ask("investigate", reference))).toContain("There is nothing to look at");
    const table =
      "```\n$ kubectl get pods -n shop\nNAME             READY   STATUS             RESTARTS   AGE\ncheckout-7f-abc  0/1     CrashLoopBackOff   14         50m\n```";
    await addNote(ada, AddNote.parse({ reference, text: table }));
    expect(JSON.stringify((await ask("investigate again", reference)).chunks)).toContain("checkout");
  });

  test("a person's hypothesis becomes a proposal, and then stands on the board", async () => {
    const reference = await anIncident(ada, { title: "Checkout fails" });
    const view = await ask("I think the certificate of the gateway expired", reference);
    expect(view.proposals).toMatchObject([{ tool: "propose_hypothesis" }]);
  });
});
