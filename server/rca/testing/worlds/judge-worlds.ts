import { analyse } from "../../analyse.ts";
import { generateWorld } from "./generate-world.ts";
import type { WorldOptions } from "./options.ts";
import type { Scenario } from "./scenario.ts";

/** `first`, `guilty`: of the worlds in which a listed change did it, how many name that one first, and accuse it; `innocent`: of the others, how many accuse nobody. */
export type Verdict = {
  worlds: number;
  first: number;
  guilty: number;
  guiltyOf: number;
  innocent: number;
  innocentOf: number;
  serviceFirst: number;
  milliseconds: number[];
};

const ACCUSED_FROM = 0.5;

/** Lets the analyst look at as many worlds and counts how often it is right about the change and the service. The clock is the caller's. */
export function judgeWorlds(seeds: readonly number[], options: WorldOptions, now: () => number = () => 0, scenarios?: readonly Scenario[]): Verdict {
  const verdict: Verdict = { worlds: seeds.length, first: 0, guilty: 0, guiltyOf: 0, innocent: 0, innocentOf: 0, serviceFirst: 0, milliseconds: [] };
  for (const seed of seeds) {
    const { bundle, truth } = generateWorld(seed, options, scenarios);
    const startedAt = now();
    const { suspectChanges, rootCause } = analyse(bundle);
    verdict.milliseconds.push(now() - startedAt);
    const accused = suspectChanges.filter(({ score }) => score >= ACCUSED_FROM);
    if (rootCause.service === truth.service) verdict.serviceFirst += 1;
    if (truth.change === null) {
      verdict.innocentOf += 1;
      verdict.innocent += accused.length === 0 ? 1 : 0;
    } else {
      verdict.guiltyOf += 1;
      verdict.first += suspectChanges[0]?.id === truth.change ? 1 : 0;
      verdict.guilty += accused[0]?.id === truth.change ? 1 : 0;
    }
  }
  return verdict;
}
