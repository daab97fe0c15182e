/** Calls by the short names of services. */
export type Call = { caller: string; callee: string };

/** How many services are asked about: what is close comes first. */
const MOST = 24;
const DOWN = 3;

/**
 * Which services evidence is gathered about: those that are named, what they call within three steps, for a cause lies below its symptoms, and who calls
 * them. None named: all that there are, the most important first. Pure.
 */
export function scopeOf(named: readonly string[], calls: readonly Call[], all: readonly string[]): string[] {
  if (named.length === 0) return all.slice(0, MOST);
  const found = new Set(named);
  let edge = [...named];
  for (let step = 0; step < DOWN; step += 1) {
    edge = calls.filter(({ caller, callee }) => edge.includes(caller) && !found.has(callee)).map(({ callee }) => callee);
    for (const one of edge) found.add(one);
  }
  for (const { caller, callee } of calls) if (named.includes(callee)) found.add(caller);
  return [...found].slice(0, MOST);
}
