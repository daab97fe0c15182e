import type { Clue } from "../clue.ts";

/** A clue and what it is worth before the graph has spoken, from 0 to 1. */
export type Valued = { clue: Clue; value: number };

const WEIGHT_OF_ROLE: Record<Clue["role"], number> = { cause: 1, either: 0.7, effect: 0.15 };
/** A clue that does not fit the symptom in time at all keeps this share. */
const UNFITTING = 0.3;
/** And one that is much smaller than the largest of all. */
const SMALL = 0.5;
/** A thing through which none of the trouble passes keeps this share. */
const UNLOADED = 0.5;

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

/** How much of the trouble passes through each thing, against the symptom's own (or the most of any), as a factor; nothing where no load is known. */
export function loadShares(values: ReadonlyMap<string, Valued[]>, symptoms: readonly string[]): Map<string, number> {
  const most = new Map<string, number>();
  const see = (services: Iterable<string>): void => {
    for (const service of services) for (const { clue } of values.get(service) ?? []) raise(most, clue);
  };
  see(symptoms);
  if (most.size === 0) see(values.keys());
  const shares = new Map<string, number>();
  for (const [service, own] of values) {
    const parts = own.flatMap(({ clue: { weighing } }) => {
      const of = weighing?.load === undefined ? undefined : most.get(weighing.loadOf ?? "");
      return of ? [Math.min(1, (weighing?.load ?? 0) / of)] : [];
    });
    if (parts.length > 0) shares.set(service, UNLOADED + (1 - UNLOADED) * Math.max(...parts));
  }
  return shares;
}

function raise(most: Map<string, number>, { weighing }: Clue): void {
  if (weighing?.load === undefined) return;
  const of = weighing.loadOf ?? "";
  most.set(of, Math.max(most.get(of) ?? 0, weighing.load));
}
