import { analyse } from "#server/rca/index.ts";
import { generateWorld, type Metric, type World, type WorldOptions } from "#server/rca/testing/world.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { baro, nSigma, type Scored } from "./rivals.ts";

const FAULTS = ["cpu", "mem", "disk", "delay", "loss"] as const;
const SEEDS_A_FAULT = 14;
const FIRST_SEED = 700_000;
/** As a mesh and a container runtime give them each second, for ten minutes or more before and five of the fault. */
const MEASURED: readonly Metric[] = ["cpu", "mem", "diskio", "workload", "latency-50", "latency-90"];
const WORK_ONLY: readonly Metric[] = ["workload", "latency-50", "latency-90", "error"];
const SHAPE: WorldOptions = { rowsAfter: 300, metrics: MEASURED, idle: 0.1 };

const SETTINGS: readonly { what: string; options: WorldOptions; faults?: readonly (typeof FAULTS)[number][]; isGoal?: true }[] = [
  { what: "on time", options: {}, isGoal: true },
  { what: "60 s late", options: { lateMs: 60_000 }, isGoal: true },
  { what: "120 s late", options: { lateMs: 120_000 } },
  { what: "fault in a leaf", options: { rootAt: "leaf" } },
  { what: "fault in the middle", options: { rootAt: "middle" } },
  { what: "fault at the front", options: { rootAt: "front" } },
  { what: "only work is measured", options: { metrics: WORK_ONLY }, faults: ["delay", "loss"] },
  { what: "half as strong", options: { severity: 0.5 } },
  { what: "services waver together", options: { disturbance: { shared: 0.15 } } },
  {
    what: "a tenth as many rows, with edges and symptom",
    options: { stepMs: 10_000, rowsBefore: 180, rowsAfter: 30, withEdges: true, withSymptoms: true },
  },
];

type Ranking = readonly Pick<Scored, "service" | "metric">[];

/** Metrics alone, without edges or symptoms unless said: which service and which of its metrics, by fault and by how late it was noticed, beside two scorers of the literature. */
export const metricWorlds: Measure = {
  name: "metric-worlds",
  target: "service first ≥ .98, Avg@5 ≥ .99, metric Avg@5 ≥ .95, on time and 60 s late",
  async run() {
    const rows = SETTINGS.flatMap(({ what, options, faults = FAULTS, isGoal }) => {
      const worlds = faults.flatMap((fault) => Array.from({ length: SEEDS_A_FAULT }, (_, at) => worldOf(at, { ...SHAPE, ...options, fault })));
      return rowsOf(what, worlds, isGoal === true);
    });
    return {
      rows,
      remarks: [
        "8 to 14 services, metrics of each as a mesh and a container runtime give them; worlds of our own making, seeds that nothing was tuned with.",
      ],
    };
  },
};

function worldOf(at: number, options: WorldOptions): World {
  return generateWorld(FIRST_SEED + at, { rowsBefore: 600 + 60 * (at % 11), ...options });
}

function rowsOf(what: string, worlds: readonly World[], isGoal: boolean): Row[] {
  const own = worlds.map(({ bundle }) => analyse(bundle).ranked.map(({ service, metric }) => ({ service, metric: metric ?? "" })));
  const robust = worlds.map(({ bundle }) => baro.rank(bundle));
  const sigma = worlds.map(({ bundle }) => nSigma.rank(bundle));
  const row = (name: string, score: typeof serviceWithin, within: number[], atLeast?: number): Row => ({
    what: `${what}: ${name}`,
    value: meanOf(own, worlds, score, within),
    unit: "",
    runs: worlds.length,
    ...(isGoal && atLeast ? { goal: { of: "value", atLeast } } : {}),
    beside: { what: baro.name, value: meanOf(robust, worlds, score, within) },
  });
  return [
    row("AC@1", serviceWithin, [1], 0.98),
    row("AC@3", serviceWithin, [3]),
    row("Avg@5", serviceWithin, [1, 2, 3, 4, 5], 0.99),
    row("metric Avg@5", metricWithin, [1, 2, 3, 4, 5], 0.95),
    { what: `${what}: AC@1 of ${nSigma.name}`, value: meanOf(sigma, worlds, serviceWithin, [1]), unit: "", runs: worlds.length },
  ];
}

function meanOf(rankings: readonly Ranking[], worlds: readonly World[], score: typeof serviceWithin, within: readonly number[]): number {
  const hits = rankings.flatMap((ranking, at) => within.map((most) => score(ranking, worlds[at], most)));
  return Math.round((hits.reduce((sum, hit) => sum + hit, 0) / hits.length) * 1000) / 1000;
}

function serviceWithin(ranking: Ranking, world: World | undefined, most: number): number {
  const services = [...new Set(ranking.map(({ service }) => service))];
  return Number(services.slice(0, most).includes(world?.truth.service ?? ""));
}

function metricWithin(ranking: Ranking, world: World | undefined, most: number): number {
  return Number(ranking.slice(0, most).some(({ service, metric }) => service === world?.truth.service && world.truth.metrics.includes(metric)));
}
