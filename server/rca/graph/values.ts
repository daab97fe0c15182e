import type { Clue } from "../clue.ts";
import { WEIGHTS, type Weights, weightOfRole } from "./weights.ts";

/** A clue and what it is worth before the graph has spoken, from 0 to 1. */
export type Valued = { clue: Clue; value: number };

/** Clues of each thing with their values, greatest first. `byGrowth`: without a graph, by which share of itself work got worse stands in for it. */
export function valuesOf(clues: readonly Clue[], byGrowth: boolean, weights: Weights = WEIGHTS): Map<string, Valued[]> {
  const largest = Math.max(1, ...clues.map(({ weighing }) => weighing?.size ?? 0));
  const rarest = rarestOf(clues);
  const growth = byGrowth ? mostGrowth(clues) : new Map<string, number>();
  const values = Map.groupBy(
    clues.map(
      (clue): Valued => ({ clue, value: worthOf(clue, largest, weights) * rareFactor(clue, rarest, weights) * grownFactor(clue, growth, weights) }),
    ),
    ({ clue }) => clue.service,
  );
  for (const own of values.values()) own.sort((one, other) => other.value - one.value);
  return values;
}

function worthOf({ strength, role, weighing: { weight, fit, size } = {} }: Clue, largest: number, weights: Weights): number {
  const sized = size === undefined ? 1 : weights.small + (1 - weights.small) * (Math.log1p(size) / Math.log1p(largest));
  const fitting = fit === undefined ? 1 : weights.unfitting + (1 - weights.unfitting) * fit;
  return Math.min(0.99, Math.max(0, strength)) * (weight ?? weightOfRole(role, weights)) * fitting * sized;
}

/** Of how many series calm shows as much, at least of any clue; null where other evidence than metrics speaks too, of which that is not known. */
function rarestOf(clues: readonly Clue[]): number | null {
  const expected = clues.flatMap((clue) => expectedOf(clue) ?? []);
  return expected.length === clues.length ? Math.min(...expected) : null;
}

function expectedOf({ weighing }: Clue): number | null {
  return weighing?.byChance === undefined ? null : Math.min(weighing.byChance, weighing.confirmedBy ?? Number.POSITIVE_INFINITY);
}

/** By how likely calm shows nothing like it (Poisson), beside the rarest. */
function rareFactor(clue: Clue, rarest: number | null, { common }: Weights): number {
  const expected = expectedOf(clue);
  return rarest === null || expected === null ? 1 : common + (1 - common) * Math.exp(rarest - expected);
}

function mostGrowth(clues: readonly Clue[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const { weighing, role } of clues)
    if (weighing?.growth !== undefined && role !== "effect")
      most.set(weighing.loadOf ?? "", Math.max(most.get(weighing.loadOf ?? "") ?? 0, weighing.growth));
  return most;
}

function grownFactor({ weighing }: Clue, most: ReadonlyMap<string, number>, { ungrown }: Weights): number {
  const greatest = most.get(weighing?.loadOf ?? "");
  return greatest && weighing?.growth !== undefined ? ungrown + (1 - ungrown) * Math.min(1, weighing.growth / greatest) : 1;
}

/** A state that was seen so surely is no less its own because of what a metric of another kind says. */
const SEEN = 0.6;

/** How much of the symptom's trouble passes through a thing, as a factor; 1 where no load is known, or where its own state was seen. */
export function loadFactor(own: readonly Valued[], { unloaded }: Weights = WEIGHTS): number {
  if (own.some(({ clue: { role, strength } }) => role === "cause" && strength >= SEEN)) return 1;
  const loads = own.flatMap(({ clue: { weighing } }) => (weighing?.load === undefined ? [] : [Math.min(1, weighing.load)]));
  return loads.length > 0 ? unloaded + (1 - unloaded) * Math.max(...loads) : 1;
}
