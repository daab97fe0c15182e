import { analyse } from "#server/rca/index.ts";
import { bundleOf } from "../bundle-of.ts";
import { judge, type Verdict } from "../judge.ts";
import { openWorld } from "../world/open-world.ts";
import type { Scenario } from "../world/types.ts";

const NOW = Date.parse("2026-11-25T14:45:00Z");
const FIRST = Number(process.env.MUSTER_PROOF_SEED ?? 1);
const SEEDS = Array.from({ length: Number(process.env.MUSTER_PROOF_SIZE ?? 5) }, (_, index) => FIRST + index);

const known = new Map<string, Verdict[]>();

/** What the analyst says of a scenario in one world for each seed, judged; worked out once. */
export function verdictsOf(scenario: Scenario): Verdict[] {
  const before = known.get(scenario.name);
  if (before) return before;
  const verdicts = SEEDS.map((seed) => judge(analyse(bundleOf(openWorld({ scenario, seed, now: NOW }), NOW)), scenario.truth));
  known.set(scenario.name, verdicts);
  return verdicts;
}
