import { analyse } from "#server/rca/index.ts";
import { generateMarket } from "#server/rca/testing/market/index.ts";
import { generateShop, judgeShops, SHOP_FAULTS } from "#server/rca/testing/shop/index.ts";
import type { Measure, Row } from "../frame/measure.ts";

const SHOPS_A_FAULT = 60;
const FIRST_SEED = 5_000;
const GOALS = { first: 0.85, firstThree: 0.95 } as const;

/** Services that call one another, with spans and metrics and no logs: is the faulty service found, by kind of fault. Two makers, which have nothing in common. */
const MAKERS = [
  { kind: "shops", generate: generateShop },
  { kind: "markets", generate: generateMarket },
] as const;

export const shops: Measure = {
  name: "shops",
  target: `without logs: the faulty service first ≥ ${GOALS.first}, among three ≥ ${GOALS.firstThree}`,
  run() {
    return Promise.resolve({
      rows: MAKERS.flatMap(({ kind, generate }) => rowsOf(kind, generate)),
      remarks: [
        "Each shop has two earlier faults, of which the calm may hold the end. Markets have messages, parallel calls, tries again, sampled and lost spans. Nothing was tuned with these seeds.",
      ],
    });
  },
};

function rowsOf(kind: string, generate: typeof generateShop): Row[] {
  const seeds = Array.from({ length: SHOPS_A_FAULT }, (_, at) => FIRST_SEED + at);
  const verdicts = SHOP_FAULTS.map((fault) => ({ fault, ...judgeShops(seeds, fault, generate) }));
  const all = SHOPS_A_FAULT * verdicts.length;
  const overall = (of: keyof typeof GOALS, words: string): Row => ({
    what: `${kind}: ${words}`,
    value: verdicts.reduce((sum, verdict) => sum + verdict[of], 0) / all,
    unit: "",
    runs: all,
    goal: { of: "value", atLeast: GOALS[of] },
  });
  const claimed = seeds.filter((seed) => analyse(generate(seed, "none").bundle).rootCause.sufficient).length;
  return [
    overall("first", "first"),
    overall("firstThree", "among three"),
    ...verdicts.flatMap(({ fault, first, firstThree, shops: runs }): Row[] => [
      { what: `${kind}, ${fault}: first`, value: first / runs, unit: "", runs },
      { what: `${kind}, ${fault}: among three`, value: firstThree / runs, unit: "", runs },
    ]),
    { what: `${kind}, nothing wrong: claimed`, value: claimed / seeds.length, unit: "", runs: seeds.length, goal: { of: "value", atMost: 0.05 } },
  ];
}
