import { readBundle } from "#server/evidence/index.ts";
import { type Bundle, type GraphQuestion, questionIn, rankOverGraph, WEIGHTS, type Weights } from "#server/rca/index.ts";
import { generateMarket } from "#server/rca/testing/market/index.ts";
import { generateShop, SHOP_FAULTS } from "#server/rca/testing/shop/index.ts";
import { generateWorld } from "#server/rca/testing/world.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { ABSENT, casesOf } from "./data.ts";
import { isSame } from "./score.ts";

/** What a case asks of the ranking, with every clue already found, and which names are right. */
type Asked = { question: GraphQuestion; right: readonly string[] };
type System = { name: string; cases: readonly Asked[] };

const RECORDED = ["petshop", "nezha-trainticket", "cloud-opsbench", "rootcausebench"];
const MOST_CASES = 60;
const FIRST_SEED = 860_000;
const MADE = 8;
const GRID = [0.05, 0.15, 0.3, 0.5, 0.7, 0.85];
const ROUNDS = 2;
const NAMES = Object.keys(WEIGHTS).filter((name): name is keyof Weights => name in WEIGHTS);
/** Nothing of what was chosen before: every constant begins in the middle. */
const MIDDLE: Weights = { ...WEIGHTS, ...Object.fromEntries(NAMES.map((name) => [name, 0.5])) };

/** The constants of the ranking chosen anew on all systems but one, by their mean of first places, and scored on the one that was left out. */
export const leftOut: Measure = {
  name: "left-out",
  target: "constants of the ranking, chosen without a system, do as well on it as those in use within .05",
  async run() {
    const recorded = await Promise.all(RECORDED.map(async (set) => ({ name: set, cases: await recordedCases(set) })));
    const systems = [...recorded, ...madeSystems()].filter(({ cases }) => cases.length > 0);
    const scored = systems.map((system) => {
      const others = systems.filter((one) => one !== system);
      return { system, chosen: firstPlaces(system, chooseOn(others)), inUse: firstPlaces(system, WEIGHTS), middle: firstPlaces(system, MIDDLE) };
    });
    return {
      rows: [...scored.flatMap(rowsOf), ...pooled(scored)],
      remarks: recorded.every(({ cases }) => cases.length === 0)
        ? [ABSENT]
        : [
            `${NAMES.length} constants, each from ${GRID.join(", ")}, in ${ROUNDS} rounds from the middle. The rules of the verdict and the scales of the detectors stay.`,
          ],
    };
  },
};

type Scored = { system: System; chosen: number; inUse: number; middle: number };

function rowsOf({ system: { name, cases }, chosen, inUse, middle }: Scored): Row[] {
  return [
    {
      what: `${name} left out: first`,
      value: chosen,
      unit: "",
      runs: cases.length,
      beside: { what: "in sample", value: inUse },
      goal: { of: "ratio", atLeast: 0.95 },
    },
    { what: `${name}: every constant .5`, value: middle, unit: "", runs: cases.length },
  ];
}

function pooled(scored: readonly Scored[]): Row[] {
  const mean = (of: "chosen" | "inUse"): number => scored.reduce((sum, one) => sum + one[of], 0) / scored.length;
  if (scored.length === 0) return [];
  return [
    { what: "mean of systems left out", value: mean("chosen"), unit: "", runs: scored.length, beside: { what: "in sample", value: mean("inUse") } },
  ];
}

/** One constant after another takes the value by which most systems do best; of equals the one that is nearest to the middle. */
function chooseOn(systems: readonly System[]): Weights {
  let chosen = MIDDLE;
  let best = meanOf(systems, chosen);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of NAMES)
      for (const value of GRID) {
        const tried = { ...chosen, [name]: value };
        const score = meanOf(systems, tried);
        const isNearer = Math.abs(value - 0.5) < Math.abs(chosen[name] - 0.5);
        if (score > best + 1e-9 || (score > best - 1e-9 && isNearer)) [chosen, best] = [tried, score];
      }
  return chosen;
}

const meanOf = (systems: readonly System[], weights: Weights): number =>
  systems.reduce((sum, system) => sum + firstPlaces(system, weights), 0) / systems.length;

function firstPlaces({ cases }: System, weights: Weights): number {
  const hits = cases.filter(({ question, right }) => {
    const [first] = rankOverGraph({ ...question, weights });
    return first !== undefined && right.some((name) => isSame(first.service, name));
  });
  return hits.length / cases.length;
}

async function recordedCases(set: string): Promise<Asked[]> {
  const cases = casesOf(set);
  const every = Math.ceil(cases.length / MOST_CASES);
  const asked: Asked[] = [];
  for (const { folder, truth } of cases.filter((_, at) => at % every === 0)) {
    const right = [truth.service ?? truth.object, ...(truth.acceptable ?? [])].filter((name) => name !== undefined);
    if (right.length > 0 && !truth.noCause) asked.push({ question: questionIn(await readBundle(folder)), right });
  }
  return asked;
}

/** Systems of our own: metrics alone, metrics with calls and symptom, and the two kinds with spans and no logs. */
function madeSystems(): System[] {
  const seeds = Array.from({ length: MADE }, (_, at) => FIRST_SEED + at);
  const metricFaults = ["cpu", "mem", "disk", "delay", "loss"] as const;
  const shape = { rowsBefore: 300, rowsAfter: 120, idle: 0.1, severity: 0.5 };
  const worlds = (isTold: boolean): Asked[] =>
    metricFaults.flatMap((fault) => seeds.map((seed) => askedOf(generateWorld(seed, { ...shape, fault, withEdges: isTold, withSymptoms: isTold }))));
  return [
    { name: "made metrics", cases: worlds(false) },
    { name: "made metrics with calls", cases: worlds(true) },
    { name: "made shops", cases: SHOP_FAULTS.flatMap((fault) => seeds.map((seed) => askedOf(generateShop(seed, fault)))) },
    { name: "made markets", cases: SHOP_FAULTS.flatMap((fault) => seeds.map((seed) => askedOf(generateMarket(seed, fault)))) },
  ];
}

const askedOf = ({ bundle, truth }: { bundle: Bundle; truth: { service: string } }): Asked => ({
  question: questionIn(bundle),
  right: [truth.service],
});
