import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { ReadReport } from "#lib/contracts/investigation.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { judge, SCENARIOS, type Scenario } from "#server/drills/index.ts";
import { readReport } from "#server/investigations/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { resetDatabase } from "#server/testing/database.ts";
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

async function investigated(scenario: Scenario) {
  const drill = await connectedWorld(ctx, scenario, 1);
  try {
    const { startedAt } = drill.stage.world();
    const incident = await declaredFor(ctx, { scenario, startedAt }, services);
    const begun = Date.now();
    const { run } = await until(ctx, (await startRun(ctx, { agent: "rca-agent", prompt: "Investigate this incident", incident })).id, isStill);
    const report = await readReport(ctx, ReadReport.parse({ reference: incident }));
    if (process.env.SHOW) console.log(scenario.name, Date.now() - begun, "ms");
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
    if (process.env.SHOW) console.log(verdict.words, verdict.isRight);
    if (process.env.SHOW === "md") console.log(report.markdown);
    expect(verdict).toMatchObject({ isRight: true });
  });
});
