import { readBundle } from "#server/evidence/index.ts";
import { analyse, type Bundle } from "#server/rca/index.ts";
import { generateWorld, type Metric, type WorldOptions } from "#server/rca/testing/world.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { ABSENT, casesOf } from "./data.ts";

const SEEDS = 20;
const FIRST_SEED = 900_000;
const MOST_FALSE = 5;
const METRICS: readonly Metric[] = ["cpu", "mem", "workload", "latency-50", "latency-90", "error"];
const DAY_SECONDS = 86_400;

const STEPS: readonly [string, { stepMs: number; rowsBefore: number; rowsAfter: number }][] = [
  ["1 s", { stepMs: 1000, rowsBefore: 900, rowsAfter: 300 }],
  ["10 s", { stepMs: 10_000, rowsBefore: 360, rowsAfter: 60 }],
  ["1 min", { stepMs: 60_000, rowsBefore: 120, rowsAfter: 15 }],
  ["5 min", { stepMs: 300_000, rowsBefore: 576, rowsAfter: 5 }],
];

/** What calm does by itself. The day is in rows of its step. */
const NOISES: readonly [string, (stepMs: number) => WorldOptions][] = [
  ["plain", () => ({})],
  ["services waver together", () => ({ disturbance: { shared: 0.15 } })],
  ["heavy tails", () => ({ disturbance: { heavyTails: 0.05 } })],
  ["course of the day", (stepMs) => ({ seasonRows: Math.round((DAY_SECONDS * 1000) / stepMs) })],
  ["single wild samples", () => ({ disturbance: { glitches: 0.003 } })],
  ["gaps", () => ({ gaps: 0.05, scrapeGaps: 6 })],
  ["all of it", () => ({ gaps: 0.02, scrapeGaps: 2, disturbance: { shared: 0.1, heavyTails: 0.02, glitches: 0.001 } })],
];

const FAULTS = ["cpu", "mem", "disk", "delay", "loss"] as const;
const FAULT_SEEDS = 8;

/** How often a cause is claimed where nothing is wrong, in a hundred windows; and how often where something is, of the worlds whose cause comes first. */
export const calm: Measure = {
  name: "calm",
  target: "false claims ≤ 5 in 100 calm windows at each step; ≥ .90 of rightly ranked faults claimed",
  async run() {
    const windows = STEPS.flatMap(([step, shape]) =>
      NOISES.map(([noise, options]) => ({ step, noise, claims: calmClaims({ ...shape, ...options(shape.stepMs) }) })),
    );
    const pet = await petShopWindows();
    return {
      rows: [
        ...STEPS.map(([step]) =>
          falseClaims(
            `a point each ${step}`,
            windows.filter((one) => one.step === step).flatMap(({ claims }) => claims),
          ),
        ),
        ...NOISES.map(([noise]) =>
          falseClaims(
            noise,
            windows.filter((one) => one.noise === noise).flatMap(({ claims }) => claims),
          ),
        ),
        ...[...Map.groupBy(pet, ({ symptom }) => symptom)].map(([symptom, own]) =>
          falseClaims(
            `PetShop's calm days, ${symptom}`,
            own.map(({ isClaimed }) => isClaimed),
          ),
        ),
        ...faultClaims(),
      ],
      remarks:
        pet.length === 0
          ? [ABSENT]
          : ["PetShop: windows of 3 to 24 rows of the second calm day, held against all rows before them, with the calls and without."],
    };
  },
};

function falseClaims(what: string, claims: readonly boolean[]): Row {
  const value = Math.round((1000 * claims.filter(Boolean).length) / claims.length) / 10;
  return { what: `${what}: false claims in 100`, value, unit: "", runs: claims.length, goal: { of: "value", atMost: MOST_FALSE } };
}

function calmClaims(options: WorldOptions): boolean[] {
  return Array.from({ length: SEEDS }, (_, at) => {
    const { bundle } = generateWorld(FIRST_SEED + at, {
      ...options,
      fault: "none",
      metrics: METRICS,
      withEdges: true,
      withSymptoms: true,
      idle: at % 2 === 0 ? 0 : 0.2,
    });
    return [bundle, untold(bundle)].map((one) => analyse(one).rootCause.sufficient);
  }).flat();
}

/** Without edges and symptoms. */
function untold(bundle: Bundle): Bundle {
  return { ...bundle, edges: [], incident: { ...bundle.incident, symptoms: [] } };
}

function faultClaims(): Row[] {
  return [1, 0.4].map((severity) => {
    const right = STEPS.flatMap(([, shape]) =>
      FAULTS.flatMap((fault) =>
        Array.from({ length: FAULT_SEEDS }, (_, at) => {
          const { bundle, truth } = generateWorld(FIRST_SEED + 1000 + at, {
            ...shape,
            fault,
            severity,
            metrics: [...METRICS, "diskio"],
            withEdges: true,
            withSymptoms: true,
          });
          const answers = [bundle, untold(bundle)].map((one) => analyse(one)).filter(({ ranked: [first] }) => first?.service === truth.service);
          return answers.map(({ rootCause }) => Number(rootCause.sufficient));
        }).flat(),
      ),
    );
    const value = right.reduce((sum, one) => sum + one, 0) / right.length;
    return {
      what: `claimed of rightly ranked faults, severity ${severity}`,
      value,
      unit: "",
      runs: right.length,
      goal: { of: "value", atLeast: 0.9 },
    };
  });
}

const LENGTHS = [3, 5, 10, 24];
const STRIDE = 23;

async function petShopWindows(): Promise<{ symptom: string; isClaimed: boolean }[]> {
  const [first] = casesOf("petshop");
  if (!first) return [];
  const bundle = await readBundle(first.folder);
  const times = bundle.series[0]?.times ?? new Float64Array();
  const calmRows = times.findIndex((time) => time >= (bundle.incident.window?.from ?? Number.POSITIVE_INFINITY));
  const [felt] = bundle.incident.symptoms;
  const symptoms = [{ service: felt?.service ?? "", metric: "latency" }, { service: felt?.service ?? "", metric: "availability" }, null];
  return LENGTHS.flatMap((length) =>
    Array.from({ length: Math.floor((calmRows / 2 - length) / STRIDE) }, (_, at) => Math.ceil(calmRows / 2) + at * STRIDE).flatMap((from) =>
      symptoms.flatMap((symptom) =>
        [bundle.edges, []].map((edges) => ({
          symptom: symptom ? `symptom ${symptom.metric}` : "no symptom",
          isClaimed: analyse({ ...seenUntil(bundle, times, from + length), edges, ...incidentOf(bundle, times, from, length, symptom) }).rootCause
            .sufficient,
        })),
      ),
    ),
  );
}

function seenUntil(bundle: Bundle, times: Float64Array, end: number): Bundle {
  const seen = times.subarray(0, end);
  return { ...bundle, series: bundle.series.map((series) => ({ ...series, times: seen, values: series.values.subarray(0, end) })) };
}

function incidentOf(
  { incident }: Bundle,
  times: Float64Array,
  from: number,
  length: number,
  symptom: Bundle["incident"]["symptoms"][number] | null,
): Pick<Bundle, "incident"> {
  const [begin = 0, middle = 0, end = 0] = [times[from], times[from + (length >> 1)], times[from + length - 1]];
  return { incident: { ...incident, detectedAt: middle, window: { from: begin, to: end }, symptoms: symptom ? [symptom] : [] } };
}
