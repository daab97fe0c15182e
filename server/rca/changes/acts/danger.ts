import type { Act, ActName } from "./act.ts";

/** Less of what protects, serves or permits: seldom done without effect. */
const TAKES: ReadonlySet<ActName> = new Set([
  "takes a guard away",
  "takes a bound away",
  "takes cleaning up away",
  "takes a lock away",
  "takes joined reading away",
  "takes credentials away",
  "takes an entry away",
  "drops a column",
  "drops a table",
  "drops an index",
  "requires a value",
  "rewrites a table",
  "has fewer connections",
  "has fewer replicas",
  "has fewer workers",
  "has less memory",
  "has less processor",
  "has less disk",
  "permits a lower rate",
  "permits less",
  "allows less time",
  "reacts sooner",
  "keeps more",
  "calls in a loop",
  "handles memory differently",
  "addresses differently",
  "closes a gate",
  "waits where it did not",
]);
/** What changes do every day. */
const EVERYDAY: ReadonlySet<ActName> = new Set(["opens a gate", "adds a kind of value", "changes code", "sets another number"]);

/** How seldom what a change does is harmless, whatever the evidence says. */
export function dangerOf(acts: readonly Act[]): number {
  return Math.max(0, ...acts.map(({ name, weight }) => (TAKES.has(name) ? 1 : EVERYDAY.has(name) ? 0.1 : 0.5) * Math.min(1, weight)));
}
