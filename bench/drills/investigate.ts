import { setTimeout as pause } from "node:timers/promises";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { ReadReport } from "#lib/contracts/investigation.ts";
import { readRun, startAgentRuns, startRun } from "#server/agents/index.ts";
import { catalogueOfShop, connectedWorld, declaredFor } from "#server/agents/rca-agent/testing/shop.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { judge, SCENARIOS, type Scenario } from "#server/drills/index.ts";
import { readReport } from "#server/investigations/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { administratorAllowing } from "#server/webhooks/testing/webhook.ts";
import type { Measure, Reading, Row } from "../frame/measure.ts";

const SEED = 1;
const LOOK_EVERY_MS = 25;
const FIRST = "Likeliest so far";

/** From the press of *Investigate* by a person to what they see, over HTTP, by the worker's own code, in each world. */
export const investigate: Measure = {
  name: "investigate",
  target: "right in every world; first hypothesis within 5 s, report within 30 s",
  async run() {
    const { ctx } = await administratorAllowing("127.0.0.1");
    const services = await catalogueOfShop(ctx);
    await startListener();
    const stop = startAgentRuns({ tools: AGENT_TOOLS, model: null });
    try {
      const reading: Required<Reading> = { rows: [], remarks: [] };
      for (const scenario of SCENARIOS) await measure(ctx, scenario, services, reading);
      return reading;
    } finally {
      await stop();
      await stopListener();
    }
  },
};

async function measure(ctx: Ctx, scenario: Scenario, services: ReadonlyMap<string, string>, { rows, remarks }: Required<Reading>): Promise<void> {
  const drill = await connectedWorld(ctx, scenario, SEED);
  try {
    const world = drill.stage.world();
    const reference = await declaredFor(ctx, { scenario, startedAt: world.startedAt }, services);
    const { first, report } = await timesOf(ctx, reference);
    const { analysis } = await readReport(ctx, ReadReport.parse({ reference }));
    const verdict = analysis ? judge(analysis, scenario.truth, world.changes) : null;
    rows.push({ what: `${scenario.name}: right`, value: verdict?.isRight ? 1 : 0, unit: "", runs: 1, goal: { of: "value", atLeast: 1 } });
    rows.push(seconds(`${scenario.name}: first hypothesis`, first ?? report, 5), seconds(`${scenario.name}: report`, report, 30));
    remarks.push(`${scenario.name}: ${verdict?.words ?? "no report"}`);
  } finally {
    await drill.close();
  }
}

const seconds = (what: string, ms: number, atMost: number): Row => ({ what, value: ms / 1000, unit: "s", runs: 1, goal: { of: "value", atMost } });

async function timesOf(ctx: Ctx, incident: string): Promise<{ first: number | null; report: number }> {
  const begun = performance.now();
  const { id } = await startRun(ctx, { agent: "rca-agent", prompt: "Investigate this incident", incident });
  let first: number | null = null;
  for (;;) {
    const { run, chunks } = await readRun(ctx, { id });
    const passed = performance.now() - begun;
    if (first === null && JSON.stringify(chunks).includes(FIRST)) first = passed;
    if (isOver(run.state as RunState)) return { first, report: passed };
    await pause(LOOK_EVERY_MS);
  }
}
