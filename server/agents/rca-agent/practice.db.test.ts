import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { StartDrill } from "#lib/contracts/drill.ts";
import { DecideHypothesis } from "#lib/contracts/hypothesis.ts";
import { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import { ReadReport } from "#lib/contracts/investigation.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { endDrill, listDrills, startDrill, startDrills } from "#server/drills/index.ts";
import { changeStatus } from "#server/incidents/index.ts";
import { decideHypothesis, evidenceSources, readReport } from "#server/investigations/index.ts";
import { db } from "#server/platform/db.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal, roomOf } from "#server/testing/incident.ts";
import { startAgentRuns, startRun } from "../index.ts";
import { until } from "../testing/desk.ts";

let ada: Someone;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada Lindqvist" });
  await startListener();
  stops = [startDrills()];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await stopListener();
});

const begin = (scenario: string) => startDrill(ada, StartDrill.parse({ scenario }));
const isStill = (state: RunState) => isOver(state) || state === "waiting";

async function stateIs(id: string, wanted: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if ((await db().drill.findUniqueOrThrow({ where: { id } })).state === wanted) return;
    await pause(50);
  }
  throw new Error(`The drill is not ${wanted}.`);
}

async function systemsOf(reference: string): Promise<string[]> {
  const { id } = await db().incident.findUniqueOrThrow({ where: { reference } });
  return (await evidenceSources(ada, { incidentId: id })).map(({ title }) => title).filter((title) => title.endsWith("(drill)"));
}

async function isAnswered(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe("a drill", () => {
  test("opens its incident, is investigated in its own world, and ends with a score against the truth, its systems gone", async () => {
    stops.push(startAgentRuns({ tools: AGENT_TOOLS, model: null }));
    const { id, reference } = await begin("payment-outage");
    expect(await roomOf(reference)).toMatchObject({ kind: "drill", phase: "triage", title: "Payments fail" });
    const run = await startRun(ada, { agent: "rca-agent", prompt: "Investigate this incident", incident: reference });
    expect((await until(ada, run.id, isStill)).run.state).toBe("done");
    const { analysis } = await readReport(ada, ReadReport.parse({ reference }));
    expect(analysis?.rootCause.statement).toContain("“async-payment-processing” was switched on");
    expect(await systemsOf(reference)).toHaveLength(4);
    const [running] = (await listDrills(ada)).running;
    expect(running).toMatchObject({ state: "running", score: null, causeMs: null, acknowledgedMs: null });
    const prometheus = running?.systems.find(({ name }) => name === "Prometheus")?.url ?? "";
    expect(await isAnswered(prometheus)).toBe(true);

    await changeStatus(ada, ChangeStatus.parse({ reference, to: "investigating" }));
    const [first] = (await roomOf(reference)).hypotheses;
    await decideHypothesis(ada, DecideHypothesis.parse({ reference, id: first?.id, decision: "accepted" }));
    const { score } = await endDrill(ada, { id });
    expect(score).toMatchObject({
      isRight: true,
      isPlaceRight: true,
      isMechanismRight: true,
      truth: expect.stringContaining("async-payment-processing"),
    });
    expect(score.causeMs).toBeGreaterThanOrEqual(score.acknowledgedMs ?? Number.POSITIVE_INFINITY);
    expect(await systemsOf(reference)).toEqual([]);
    expect((await listDrills(ada)).past).toMatchObject([{ state: "ended", systems: [], score: { isRight: true } }]);
    await expect.poll(() => isAnswered(prometheus)).toBe(false);
    expect(await endDrill(ada, { id })).toEqual({ score });
  });

  test("has its systems to itself, and another incident its own", async () => {
    const { id, reference } = await begin("calm");
    await stateIs(id, "running");
    expect(await systemsOf(await anIncident(ada, { title: "Another thing" }))).toEqual([]);
    expect(await systemsOf(reference)).toContain("Kubernetes (drill)");
    expect(await db().connection.count()).toBe(0);
  });

  test("goes on in another worker when its own goes, and ends with its incident", async () => {
    const { id, reference } = await begin("disk-full");
    await stateIs(id, "running");
    await stops.pop()?.();
    const before = await db().drill.findUniqueOrThrow({ where: { id } });
    stops.push(startDrills());
    await expect.poll(async () => (await db().drill.findUniqueOrThrow({ where: { id } })).addresses).not.toEqual(before.addresses);
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "cancelled", reason: "Enough for today" }));
    await stops.pop()?.();
    stops.push(startDrills());
    await stateIs(id, "ended");
    const [ended] = (await listDrills(ada)).past;
    expect(ended?.score).toMatchObject({ isRight: false, causeMs: null, accepted: null });
  });

  test("is refused for what there is not, and while three run already", async () => {
    expect((await refusal(begin("nothing-known"))).message).toContain("There is no drill nothing-known");
    await begin("calm");
    await begin("calm");
    await begin("calm");
    expect((await refusal(begin("calm"))).message).toContain("3 drills run already");
  });

  test("in which nothing is wrong is right where nobody claims a cause", async () => {
    const { id } = await begin("noisy-but-healthy");
    expect((await endDrill(ada, { id })).score).toMatchObject({ isRight: true, accepted: null, remedy: null });
  });
});
