import { ListIncidents } from "#lib/contracts/board.ts";
import { ExportInsights, GROUPINGS, ReadInsights } from "#lib/contracts/insights.ts";
import { listIncidents } from "#server/board/index.ts";
import { exportInsights, readInsights } from "#server/insights/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { resetDatabase } from "#server/testing/database.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { exponent, median, quantile, spread } from "../frame/statistics.ts";
import { aHistory, DAYS } from "./history.ts";

const SIZES = [1_000, 10_000, 100_000];
const LARGEST = 100_000;
const RUNS = 15;
const WARM_UP = 3;

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const RANGES = { "90 days": dayBefore(89), "a year": dayBefore(364), "all five years": dayBefore(DAYS) };

/** What the page asks, from the answer of the database to the whole of it, at three sizes of history. */
export const read: Measure = {
  name: "read",
  target: "insights over 100,000 incidents ≤ 300 ms",
  async run() {
    const rows: Row[] = [];
    const whole: { size: number; value: number }[] = [];
    for (const size of SIZES) {
      await resetDatabase();
      const ada = await aHistory(size);
      whole.push({ size, value: median(await timesOf(() => ask(ada, "severity", RANGES["all five years"]))) });
      if (size === LARGEST) rows.push(...(await rowsOf(ada)));
    }
    rows.push({ what: "grows with the incidents to the power of", value: exponent(whole), unit: "", runs: SIZES.length });
    return { rows };
  },
};

function ask(ctx: Ctx, by: (typeof GROUPINGS)[number], from: string) {
  return readInsights(ctx, ReadInsights.parse({ by, from, zone: "Europe/Vienna" }));
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP + RUNS; turn += 1) {
    const startedAt = performance.now();
    await work();
    if (turn >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return times;
}

async function rowsOf(ctx: Ctx): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, from] of Object.entries(RANGES))
    for (const by of GROUPINGS) rows.push(...both(`${name}, by ${by}`, await timesOf(() => ask(ctx, by, from)), 300));
  const disks = ListIncidents.parse({ state: "all", cause: ["disk-full"] });
  rows.push(...both("board of one cause", await timesOf(() => listIncidents(ctx, disks)), 25));
  const startedAt = performance.now();
  const { lines } = await exportInsights(ctx, ExportInsights.parse({ table: "incidents", from: RANGES["all five years"] }));
  let bytes = 0;
  for await (const line of lines) bytes += line.length;
  rows.push({ what: `all incidents as CSV, ${(bytes / 1e6).toFixed(1)} MB`, value: (performance.now() - startedAt) / 1_000, unit: "s", runs: 1 });
  return rows;
}

function both(what: string, times: number[], atMost: number): Row[] {
  const common = { unit: "ms" as const, runs: times.length, goal: { of: "value" as const, atMost } };
  return [
    { what: `${what}, p50`, value: median(times), spread: spread(times), ...common },
    { what: `${what}, p95`, value: quantile(times, 0.95), ...common },
  ];
}
