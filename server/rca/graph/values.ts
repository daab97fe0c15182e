import type { Clue } from "../clue.ts";

/** A clue and what it is worth before the graph has spoken, from 0 to 1. */
export type Valued = { clue: Clue; value: number };

const WEIGHT_OF_ROLE: Record<Clue["role"], number> = { cause: 1, either: 0.7, effect: 0.15 };
/** A clue that does not fit the symptom in time at all keeps this share. */
const UNFITTING = 0.3;
/** And one that is much smaller than the largest of all. */
const SMALL = 0.5;
/** A thing through which none of the trouble passes keeps this share. */
const UNLOADED = 0.35;

/** Clues of each thing with their values, greatest first. */
export function valuesOf(clues: readonly Clue[]): Map<string, Valued[]> {
  const largest = Math.max(1, ...clues.map(({ weighing }) => weighing?.size ?? 0));
  const values = Map.groupBy(
    clues.map((clue): Valued => ({ clue, value: worthOf(clue, largest) })),
    ({ clue }) => clue.service,
  );
  for (const own of values.values()) own.sort((one, other) => other.value - one.value);
  return values;
}

function worthOf({ strength, role, weighing: { weight, fit, size } = {} }: Clue, largest: number): number {
  const sized = size === undefined ? 1 : SMALL + (1 - SMALL) * (Math.log1p(size) / Math.log1p(largest));
  const fitting = fit === undefined ? 1 : UNFITTING + (1 - UNFITTING) * fit;
  return Math.min(0.99, Math.max(0, strength)) * (weight ?? WEIGHT_OF_ROLE[role]) * fitting * sized;
}

/** How much of the symptom's trouble passes through a thing, as a factor; 1 where no load is known. */
export function loadFactor(own: readonly Valued[]): number {
  const loads = own.flatMap(({ clue: { weighing } }) => (weighing?.load === undefined ? [] : [Math.min(1, weighing.load)]));
  return loads.length > 0 ? UNLOADED + (1 - UNLOADED) * Math.max(...loads) : 1;
}
