import { expect, test } from "vitest";
import { analyse } from "../../index.ts";
import { judgeShops, SHOP_FAULTS } from "../shop/index.ts";
import { generateMarket } from "./index.ts";

const SEEDS = Array.from({ length: 6 }, (_, at) => 9_000 + at);

test("faults of a market are found by spans and metrics alone, though its spans are written in another way than a shop's", () => {
  const verdicts = SHOP_FAULTS.map((fault) => judgeShops(SEEDS, fault, generateMarket));
  const sum = (of: "first" | "firstThree"): number => verdicts.reduce((total, verdict) => total + verdict[of], 0);
  expect(sum("first")).toBeGreaterThanOrEqual(0.75 * SEEDS.length * SHOP_FAULTS.length);
  expect(sum("firstThree")).toBeGreaterThanOrEqual(0.85 * SEEDS.length * SHOP_FAULTS.length);
});

test("the same seed gives the same market", () => {
  expect(generateMarket(3, "return")).toEqual(generateMarket(3, "return"));
});

test("where nothing is wrong, hardly ever anything is claimed", () => {
  const claimed = SEEDS.filter((seed) => analyse(generateMarket(seed, "none").bundle).rootCause.sufficient);
  expect(claimed.length).toBeLessThanOrEqual(1);
});
