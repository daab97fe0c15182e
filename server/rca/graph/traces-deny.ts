import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";

/** Families that only say that requests go badly: if they do at a service, the traces of requests through it show it too. */
const OF_REQUESTS = new Set(["latency", "error-rate", "traffic-drop", "traffic-surge"]);
/** So few requests prove nothing. */
const FEWEST_SPANS = 30;
const LEFT = 0.35;

/**
 * Takes weight from clues that traces of the same time deny: a metric says that requests at a service go badly, and of the requests that were traced none
 * came there, or those that came went as before. Clues that say more than that (a resource, a line, a step that is missing) are left alone.
 */
export function withoutDenied(clues: readonly Clue[], { spans }: Bundle, { trouble }: Frame): Clue[] {
  const during = spans.filter(({ start, durationMs }) => start + durationMs >= trouble.from && start <= trouble.to);
  if (during.length < FEWEST_SPANS) return [...clues];
  const saying = new Set(clues.filter((clue) => !isOfRequests(clue)).map(({ service }) => service));
  return clues.map((clue) => (isOfRequests(clue) && !saying.has(clue.service) ? { ...clue, strength: clue.strength * LEFT } : clue));
}

function isOfRequests({ signature, metric }: Clue): boolean {
  return metric !== undefined && OF_REQUESTS.has(signature ?? "");
}
