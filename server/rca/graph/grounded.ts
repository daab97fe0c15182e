import type { EvidenceItem } from "../answer.ts";
import type { Clue } from "../clue.ts";

/**
 * A cause that is inferred from metrics alone stands on their having left their calm: where the measure of the series itself sees none of them leave it, it is
 * hearsay, and what is left of it is what a hint is worth.
 */
export function grounded(clues: readonly Clue[], items: readonly EvidenceItem[]): Clue[] {
  const known = new Map(items.map((item) => [item.id, item]));
  const departed = new Set(clues.flatMap(({ service, metric, strength }) => (metric && strength >= SURE ? [`${service} ${metric}`] : [])));
  return clues.map((clue) => {
    if (clue.role !== "cause" || clue.metric !== undefined || clue.evidence.length === 0) return clue;
    const cited = clue.evidence.flatMap((id) => known.get(id) ?? []);
    const isHearsay = cited.length > 0 && cited.every(({ kind, title }) => kind === "series" && !departed.has(title));
    return isHearsay ? { ...clue, role: "either", strength: clue.strength * HINT } : clue;
  });
}

const SURE = 0.5;
const HINT = 0.5;
