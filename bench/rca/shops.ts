import { judgeShops, SHOP_FAULTS } from "#server/rca/testing/shop/index.ts";
import type { Measure, Row } from "../frame/measure.ts";

const SHOPS_A_FAULT = 60;
const FIRST_SEED = 5_000;
const GOALS = { first: 0.85, firstThree: 0.95 } as const;

/** Shops of services that call one another by gRPC, with spans and metrics and no logs: is the faulty service found, by kind of fault. */
export const shops: Measure = {
  name: "shops",
  target: `without logs: the faulty service first ≥ ${GOALS.first}, among three ≥ ${GOALS.firstThree}`,
  run() {
    const verdicts = SHOP_FAULTS.map((fault) => {
      const seeds = Array.from({ length: SHOPS_A_FAULT }, (_, at) => FIRST_SEED + at);
      return { fault, ...judgeShops(seeds, fault) };
    });
    const shareOf = (of: keyof typeof GOALS): number => verdicts.reduce((sum, verdict) => sum + verdict[of], 0) / (SHOPS_A_FAULT * verdicts.length);
    const rows: Row[] = [
      { what: "first", value: shareOf("first"), unit: "", runs: SHOPS_A_FAULT * verdicts.length, goal: { of: "value", atLeast: GOALS.first } },
      {
        what: "among three",
        value: shareOf("firstThree"),
        unit: "",
        runs: SHOPS_A_FAULT * verdicts.length,
        goal: { of: "value", atLeast: GOALS.firstThree },
      },
      ...verdicts.flatMap(({ fault, first, firstThree, shops: runs }): Row[] => [
        { what: `${fault}: first`, value: first / runs, unit: "", runs },
        { what: `${fault}: among three`, value: firstThree / runs, unit: "", runs },
      ]),
    ];
    return Promise.resolve({
      rows,
      remarks: ["Each shop has two earlier faults, of which the calm may hold the end. Nothing was tuned with these seeds."],
    });
  },
};
