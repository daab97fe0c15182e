import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Suspect } from "../rank.ts";

/**
 * What a suspect waits for by its own lines, and of which nothing was measured: it may be slow itself, or the way to it, and metrics of the suspect cannot tell.
 * Null where the suspect has signs that are its own, and where whatever it waits for was measured or traced.
 */
export function unmeasuredCallee({ service, clues }: Suspect, { series, spans, edges }: Pick<Bundle, "series" | "spans" | "edges">): string | null {
  const isOwn = clues.some(isOwnSign);
  if (isOwn || !series.some((one) => one.service === service)) return null;
  const callees = new Set(edges.flatMap(({ caller, callee }) => (caller === service ? [callee] : [])));
  const blamed = clues.flatMap(({ blames, strength }) => (blames && callees.has(blames) && strength >= TOLD ? [blames] : []));
  return (
    blamed.find(
      (name) => !series.some((one) => one.service === name && !INVENTORIED.test(one.metric)) && !spans.some((one) => one.service === name),
    ) ?? null
  );
}

/** Of its own is a state that was seen, or a resource that moved as calm hardly ever shows in any series. */
function isOwnSign({ role, weighing, strength }: Clue): boolean {
  return (
    role === "cause" ||
    (role === "either" && weighing !== undefined && !weighing.follows && strength >= SURE && (weighing.byChance ?? 0) <= BY_CHANCE)
  );
}

/** As many series as calm is expected to move so far; more is no sign. */
const BY_CHANCE = 0.15;
/** That something is there, or how large it may become, says nothing of its work. */
const INVENTORIED = /^(kube_|up$)|replicas|_info$|_limit(_bytes)?$|_max$/;
const SURE = 0.5;
const TOLD = 0.3;
