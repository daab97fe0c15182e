import type { Ranked } from "./answer.ts";
import type { Bundle } from "./bundle.ts";
import type { Clue } from "./clue.ts";
import type { Frame } from "./frame.ts";

export type Suspect = Ranked & { clues: Clue[] };

const WEIGHT: Record<Clue["role"], number> = { cause: 1, either: 0.6, effect: 0.2 };

/** Things by how surely the trouble comes from them. */
export function rankSuspects(clues: readonly Clue[], _bundle: Bundle, _frame: Frame): Suspect[] {
  const suspects = [...Map.groupBy(clues, ({ service }) => service)].map(([service, own]) => {
    const sorted = own.toSorted((one, other) => weightOf(other) - weightOf(one));
    const [first] = sorted;
    return {
      service,
      score: first ? weightOf(first) : 0,
      ...(first?.metric ? { metric: first.metric } : {}),
      ...(first?.signature ? { signature: first.signature } : {}),
      clues: sorted,
    };
  });
  return suspects.toSorted((one, other) => other.score - one.score || (one.service < other.service ? -1 : 1));
}

function weightOf({ strength, role }: Clue): number {
  return strength * WEIGHT[role];
}
