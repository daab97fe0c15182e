import type { ClusterObject } from "../../bundle.ts";
import { numberOr, words } from "./loose.ts";

/** `2026-03-02T09:12:01Z` or `Mon, 02 Mar 2026 09:12:01 +0000` in Unix milliseconds; null when it is neither. */
export function instantIn(value: unknown): number | null {
  const text = words(value).trim();
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}|^\w{3}, \d{1,2} \w{3} \d{4} \d{2}:\d{2}|^\w{3} +\d{1,2} \d{2}:\d{2}:\d{2} \d{4}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

/** Things that happen once: when they were last seen is when they happened. */
const ONCE =
  /^(Evicted|Preempt\w*|NodeNotReady|BackoffLimitExceeded|DeadlineExceeded|ScalingReplicaSet|Killing|Rebooted|OOMKilling|SystemOOM|TaintManagerEviction)$/;

/** An event whose ages were counted from the time at which it was shown gets the instant of its first. */
export function withFirst(object: ClusterObject, shownAt: number | null): ClusterObject {
  if (object.kind !== "Event" || shownAt === null || object.firstTimestamp !== undefined) return object;
  const first = numberOr(object.firstAge, null) ?? (object.isCounted === true || ONCE.test(words(object.reason)) ? numberOr(object.age, null) : null);
  return first === null ? object : { ...object, firstTimestamp: new Date(shownAt - first * 1000).toISOString() };
}

/** The earliest of what is known. */
export function earliest(...instants: (number | null | undefined)[]): number | null {
  const known = instants.filter((at): at is number => typeof at === "number" && Number.isFinite(at));
  return known.length > 0 ? Math.min(...known) : null;
}
