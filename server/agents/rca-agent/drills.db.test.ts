import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { ReadReport } from "#lib/contracts/investigation.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { judge, SCENARIOS, type Scenario } from "#server/drills/index.ts";
import { readReport } from "#server/investigations/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import { startAgentRuns, startRun } from "../index.ts";
import { until } from "../testing/desk.ts";
import { catalogueOfShop, connectedWorld, declaredFor } from "./testing/shop.ts";

let ctx: Ctx;
let services: Map<string, string>;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  await resetDatabase();
  ({ ctx } = await administratorAllowing("127.0.0.1"));
  services = await catalogueOfShop(ctx);
  await startListener();
  stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
});
afterAll(async () => {
  await stop?.();
  await stopListener();
});

const isStill = (state: RunState) => isOver(state) || state === "waiting";

/** One instant for every run of this test: what worlds show depends on it. */
const NOW = Date.parse("2027-02-10T14:45:00Z");

async function investigated(scenario: Scenario) {
  await shiftClock(NOW - Date.now());
  const drill = await connectedWorld(ctx, scenario, 1, NOW);
  try {
    const { startedAt } = drill.stage.world();
    const incident = await declaredFor(ctx, { scenario, startedAt }, services, NOW);
    const { run } = await until(ctx, (await startRun(ctx, { agent: "rca-agent", prompt: "Investigate this incident", incident })).id, isStill);
    const report = await readReport(ctx, ReadReport.parse({ reference: incident }));
    return { run, report, changes: drill.stage.world().changes };
  } finally {
    await drill.close();
  }
}

describe("the rca-agent on a world that is connected over HTTP", () => {
  test.each(SCENARIOS)("$name: names what is true of it, or says that it cannot", async (scenario) => {
    const { run, report, changes } = await investigated(scenario);
    expect(run.state).toBe("done");
    const { analysis } = report;
    if (!analysis) throw new Error("There is no report.");
    const verdict = judge(analysis, scenario.truth, changes);
    expect(verdict, verdict.words).toMatchObject({ isRight: true });
  });

  test("the report on the payment outage tells flag, code, pool, and what went unwatched, each cited", async () => {
    const [outage] = SCENARIOS;
    if (!outage) throw new Error("There is a first scenario.");
    const { analysis, markdown } = (await investigated(outage)).report;
    expect(analysis?.rootCause.statement).toMatch(/“async-payment-processing” was switched on .*pool\.acquire\(\).*GatewayException.*not released/s);
    expect(analysis?.suspectChanges.slice(0, 2).map(({ title }) => title)).toEqual([
      "Feature flag async-payment-processing enabled for 100 %",
      expect.stringContaining("process payments asynchronously"),
    ]);
    const whys = analysis?.fiveWhys ?? [];
    expect(whys).toHaveLength(5);
    expect(whys.filter(({ evidence, because }) => evidence.length === 0 && !/not established/i.test(because))).toEqual([]);
    expect(whys[1]?.because).toMatch(/from 50 % to 100 % of its pool of 50.*more load does not explain it/);
    expect(analysis?.hypotheses[1]).toMatchObject({ statement: "More requests used up the pool of payment-api.", result: "refuted" });
    expect(analysis?.recommendations.map(({ horizon }) => horizon)).toEqual(["immediate", "immediate", "short", "medium", "long"]);
    for (const words of ["reaches 70 %", "reaches 95 %", "is used up (50 of 50)", "### Contributing factors", "Alert when the connections in use"])
      expect(markdown).toContain(words);
  });
});
