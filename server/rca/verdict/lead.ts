import type { Clue } from "../clue.ts";

/** Families that say how trouble is felt, or guess from the shape of durations where they are lost; they name nothing that was seen. */
const FELT = new Set<string | null>([null, "latency", "error-rate", "traffic-drop", "network-loss", "network-delay"]);
const TOLD = 0.6;

/** Metrics say where and when, lines say what: of a thing whose first clue only says how the trouble is felt, what its own lines surely name leads. */
export function ledByWords(clues: readonly Clue[]): Clue[] {
  const [first] = clues;
  if (first?.metric === undefined || !FELT.has(first.signature)) return [...clues];
  const told = clues.find(
    ({ metric, signature, role, strength }) => metric === undefined && !FELT.has(signature) && role !== "effect" && strength >= TOLD,
  );
  return told ? [told, ...clues.filter((clue) => clue !== told)] : [...clues];
}
