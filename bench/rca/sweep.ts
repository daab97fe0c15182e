import { analyse, type Bundle } from "#server/rca/index.ts";
import { generateMarket } from "#server/rca/testing/market/index.ts";
import { generateShop, SHOP_FAULTS } from "#server/rca/testing/shop/index.ts";
import { generateWorld, type World, type WorldOptions } from "#server/rca/testing/world.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { baro } from "./rivals.ts";

const FAULTS = ["cpu", "mem", "disk", "delay", "loss"] as const;
const SEEDS_A_FAULT = 8;
const FIRST_SEED = 740_000;
const SHAPE: WorldOptions = { rowsBefore: 600, rowsAfter: 300, idle: 0.1 };

type Step = readonly [string, WorldOptions, ((bundle: Bundle) => Bundle)?];

/** Each step makes one thing of the metrics worse, the rest being as usual. */
const STEPS: readonly Step[] = [
  ...[0.02, 0.05, 0.1, 0.2].map((heavyTails): Step => [`noise with heavy tails of ${heavyTails * 100} %`, { disturbance: { heavyTails } }]),
  ...[0.001, 0.01].map((glitches): Step => [`${glitches * 100} % wild samples`, { disturbance: { glitches } }]),
  ["a point each 1 s", {}],
  ["a point each 10 s", { stepMs: 10_000, rowsBefore: 180, rowsAfter: 30 }],
  ["a point each 30 s", { stepMs: 30_000, rowsBefore: 120, rowsAfter: 20 }],
  ["a point each minute", { stepMs: 60_000, rowsBefore: 120, rowsAfter: 15 }],
  ["a point each 5 min", { stepMs: 300_000, rowsBefore: 288, rowsAfter: 5 }],
  ...[0.05, 0.2, 0.4].map((gaps): Step => [`${gaps * 100} % of the points missing`, { gaps, scrapeGaps: 2 }]),
  ...[-60, -20, 20, 60].map((seconds): Step => [`clock of every second service off by ${seconds} s`, {}, (bundle) => withClocks(bundle, seconds)]),
  ...[0, 60, 120, 240].map((seconds): Step => [`noticed ${seconds} s late`, { lateMs: seconds * 1_000 }]),
  ...[1, 0.5, 0.25].map((severity): Step => [`severity ${severity}`, { severity }]),
];

/** How the analyst degrades as metrics get worse, and with spans whose clocks differ or of which fewer are kept; beside BARO's score where metrics are all there is. */
export const sweep: Measure = {
  name: "sweep",
  target: "service first by noise, sampling step, gaps, clocks and lateness, without edges or symptom",
  run() {
    const rows = STEPS.map(([what, options, spoil = (bundle) => bundle]): Row => {
      const worlds = FAULTS.flatMap((fault) =>
        Array.from({ length: SEEDS_A_FAULT }, (_, at) => generateWorld(FIRST_SEED + at, { ...SHAPE, ...options, fault })),
      ).map((world) => ({ ...world, bundle: spoil(world.bundle) }));
      const own = shareOf(worlds, ({ bundle }) => analyse(bundle).ranked[0]?.service);
      const rival = shareOf(worlds, ({ bundle }) => baro.rank(bundle)[0]?.service);
      return { what: `metrics, ${what}: first`, value: own, unit: "", runs: worlds.length, beside: { what: baro.name, value: rival } };
    });
    return Promise.resolve({ rows: [...rows, ...spanRows()], remarks: ["Worlds of our own making, seeds that nothing was tuned with."] });
  },
};

function shareOf(worlds: readonly World[], firstOf: (world: World) => string | undefined): number {
  return worlds.filter((world) => firstOf(world) === world.truth.service).length / worlds.length;
}

/** Services in the order in which they are met: the first keeps its clock, the second is off, and so on. */
function offBy(names: Iterable<string>, seconds: number): Map<string, number> {
  return new Map([...new Set(names)].map((name, at) => [name, at % 2 === 1 ? seconds * 1_000 : 0]));
}

function withClocks(bundle: Bundle, seconds: number): Bundle {
  const off = offBy(
    bundle.series.map(({ service }) => service),
    seconds,
  );
  return {
    ...bundle,
    series: bundle.series.map((one) => {
      const by = off.get(one.service) ?? 0;
      return by === 0 ? one : { ...one, times: one.times.map((at) => at + by) };
    }),
  };
}

const SPOILS: readonly [string, (bundle: Bundle) => Bundle][] = [
  ["all as it is", (bundle) => bundle],
  ...[0.05, 0.5, 5].map((seconds): [string, (bundle: Bundle) => Bundle] => [
    `clock of every second service off by ${seconds} s`,
    (bundle) => {
      const off = offBy(
        bundle.spans.map(({ service }) => service),
        seconds,
      );
      return { ...bundle, spans: bundle.spans.map((span) => ({ ...span, start: span.start + (off.get(span.service) ?? 0) })) };
    },
  ]),
  ["one trace of four", (bundle) => ({ ...bundle, spans: tracesKept(bundle, 4) })],
  ["one span of twenty lost", (bundle) => ({ ...bundle, spans: bundle.spans.filter((_, at) => (at * 7) % 20 !== 3) })],
  ["without metrics", (bundle) => ({ ...bundle, series: [] })],
  ["without spans", (bundle) => ({ ...bundle, spans: [] })],
];

function tracesKept({ spans }: Bundle, of: number): Bundle["spans"] {
  const kept = new Set([...new Set(spans.map(({ trace }) => trace))].filter((_, at) => at % of === 0));
  return spans.filter(({ trace }) => kept.has(trace));
}

function spanRows(): Row[] {
  const seeds = Array.from({ length: SEEDS_A_FAULT }, (_, at) => FIRST_SEED + at);
  return [
    { kind: "shops", generate: generateShop },
    { kind: "markets", generate: generateMarket },
  ].flatMap(({ kind, generate }) => {
    const made = SHOP_FAULTS.flatMap((fault) => seeds.map((seed) => generate(seed, fault)));
    return SPOILS.map(([what, spoil]): Row => {
      const hits = made.filter(({ bundle, truth }) => analyse(spoil(bundle)).ranked[0]?.service === truth.service);
      return { what: `${kind}, ${what}: first`, value: hits.length / made.length, unit: "", runs: made.length };
    });
  });
}
