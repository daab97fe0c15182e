import { expect, test } from "vitest";
import { analyse } from "../../index.ts";
import { generateShop, judgeShops, SHOP_FAULTS } from "./index.ts";

const SEEDS = Array.from({ length: 8 }, (_, at) => 7_000 + at);

test("faults of a shop are found by spans and metrics alone, after earlier faults", () => {
  const verdicts = SHOP_FAULTS.map((fault) => judgeShops(SEEDS, fault));
  const sum = (of: "first" | "firstThree"): number => verdicts.reduce((total, verdict) => total + verdict[of], 0);
  expect(sum("first")).toBeGreaterThanOrEqual(0.85 * SEEDS.length * SHOP_FAULTS.length);
  expect(sum("firstThree")).toBeGreaterThanOrEqual(0.9 * SEEDS.length * SHOP_FAULTS.length);
});

test("the same seed gives the same shop, another seed another", () => {
  expect(generateShop(3, "delay")).toEqual(generateShop(3, "delay"));
  expect(generateShop(3, "delay").bundle.spans[0]?.service).not.toBe(generateShop(4, "delay").bundle.spans[0]?.service);
});

test("where nothing is wrong, hardly ever anything is claimed", () => {
  const claimed = SEEDS.filter((seed) => analyse(generateShop(seed, "none").bundle).rootCause.sufficient);
  expect(claimed.length).toBeLessThanOrEqual(1);
});
