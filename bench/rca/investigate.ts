import { readBundle } from "#server/evidence/index.ts";
import { type Analysis, analyse, DETECTORS } from "#server/rca/index.ts";
import type { Case } from "./data.ts";
import { type Marks, marksOf } from "./score.ts";

/** One case gone through in this process: `readMs` for files, `ms` for the analysis. */
export type Gone = { one: Case; marks: Marks; ms: number; readMs: number; answer: Analysis };

/** Goes through cases, one at a time. `without` leaves a detector out. */
export async function goThrough(cases: readonly Case[], without?: string): Promise<Gone[]> {
  const detectors = DETECTORS.filter(({ name }) => name !== without);
  const gone: Gone[] = [];
  for (const one of cases) {
    const startedAt = performance.now();
    const bundle = await readBundle(one.folder);
    const readAt = performance.now();
    const answer = analyse(bundle, undefined, detectors);
    gone.push({ one, marks: marksOf(one, answer), ms: performance.now() - readAt, readMs: readAt - startedAt, answer });
  }
  return gone;
}

export function mean(gone: readonly Gone[], mark: keyof Marks): number | null {
  const marked = gone.flatMap(({ marks }) => marks[mark] ?? []);
  return marked.length === 0 ? null : marked.reduce((sum, value) => sum + value, 0) / marked.length;
}
