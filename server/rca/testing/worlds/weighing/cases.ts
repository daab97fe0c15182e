import type { Features } from "../../../changes/features.ts";
import { weighChanges } from "../../../changes/weigh-changes.ts";
import { frameOf } from "../../../frame.ts";
import { openNotebook } from "../../../notebook.ts";
import { generateWorld } from "../generate-world.ts";
import type { WorldOptions } from "../options.ts";
import { GUILTY_KINDS, type Scenario } from "../scenario.ts";

/** One world as the weighing sees it. `guilty`: place of the change that did it; -1 where none of those listed did. `weight`: how much it counts in a fit. */
export type Case = {
  scenario: string;
  what: "guilty" | "innocent" | "unlisted";
  weight: number;
  features: Features[];
  guilty: number;
  outside: number;
};

type Variant = { options: WorldOptions; worlds: number; weight: number };

const EVERY: readonly Variant[] = [
  { options: {}, worlds: 5, weight: 1 },
  { options: { missing: ["logs"] }, worlds: 1, weight: 0.7 },
  { options: { missing: ["metrics"] }, worlds: 1, weight: 0.7 },
  { options: { missing: ["deploys"] }, worlds: 1, weight: 0.5 },
  { options: { missing: ["spans", "graph"] }, worlds: 1, weight: 0.7 },
  { options: { noise: 0.3 }, worlds: 1, weight: 0.7 },
  { options: { missing: ["diffs"] }, worlds: 1, weight: 0.5 },
  { options: { lightness: 4 }, worlds: 1, weight: 0.7 },
  { options: { lightness: 2 }, worlds: 1, weight: 0.7 },
  { options: { lateSeconds: 3600 }, worlds: 1, weight: 0.5 },
  { options: { innocents: 12 }, worlds: 2, weight: 1 },
];
const OF_GUILTY: readonly Variant[] = [
  { options: { kind: "reverted" }, worlds: 1, weight: 0.5 },
  ...EVERY.map(({ options, weight, worlds }) => ({ options: { ...options, kind: "unlisted" as const }, worlds: Math.min(2, worlds), weight })),
];
const GUILTY = new Set<string>(GUILTY_KINDS);

/** Worlds of each scenario, as told, with less evidence, and with other trouble of the evidence. */
export function casesOf(scenarios: readonly Scenario[]): Case[] {
  return scenarios.flatMap((scenario) => {
    const isGuilty = GUILTY.has(scenario.kind);
    const variants = isGuilty ? [...EVERY, ...OF_GUILTY] : EVERY;
    const worlds = variants.flatMap((variant) => Array.from({ length: variant.worlds }, () => variant));
    return worlds.flatMap((variant, at) => caseOf(scenario, variant, 100 + 13 * at));
  });
}

function caseOf(scenario: Scenario, { options, weight }: Variant, seed: number): Case[] {
  const { bundle, truth } = generateWorld(seed, { ...options, scenario: scenario.name }, [scenario]);
  const { judged, outside } = weighChanges(bundle, frameOf(bundle), openNotebook());
  const guilty = judged.findIndex(({ change }) => change.id === truth.change);
  if (truth.change !== null && guilty < 0) return [];
  const isGuilty = GUILTY.has(scenario.kind);
  return [
    {
      scenario: scenario.name,
      what: truth.change !== null ? "guilty" : isGuilty ? "unlisted" : "innocent",
      weight,
      features: judged.map((one) => one.features),
      guilty,
      outside: outside[0]?.strength ?? 0,
    },
  ];
}
