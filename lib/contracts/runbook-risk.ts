import type { Action } from "./runbook.ts";
import type { StepRisk } from "./runbook-terms.ts";

const READING_VERBS = new Set([
  "get",
  "describe",
  "logs",
  "top",
  "version",
  "cluster-info",
  "explain",
  "api-resources",
  "api-versions",
  "wait",
  "events",
  "diff",
]);
const READING_PAIRS = new Set(["rollout status", "rollout history", "auth can-i", "config view", "config current-context"]);
const IRREVERSIBLE = new Set(["delete", "drain", "replace"]);

/** What kubectl is asked to do: its verb, and the second word where that decides. Options before it are passed over. */
export function kubectlVerb(argv: readonly string[]): { verb: string; pair: string } {
  const words = argv.slice(1).filter((word) => !word.startsWith("-"));
  return { verb: words[0] ?? "", pair: `${words[0] ?? ""} ${words[1] ?? ""}` };
}

/** Whether an action changes nothing outside of Muster. A shell script is never taken for one. Pure. */
export function isReading(action: Action): boolean {
  switch (action.kind) {
    case "kubectl": {
      const { verb, pair } = kubectlVerb(action.argv);
      return READING_VERBS.has(verb) || READING_PAIRS.has(pair) || action.argv.some((word) => /^--dry-run=(client|server)$/.test(word));
    }
    case "http":
      return action.method === "GET" || action.method === "HEAD";
    case "query":
    case "wait":
    case "manual":
    case "ask":
    case "agent":
      return true;
    case "notify":
    case "shell":
      return false;
    default:
      return action satisfies never;
  }
}

/** The risk of an action whose author said none, and the least that lint takes as true. Pure. */
export function riskOf(action: Action): StepRisk {
  if (isReading(action)) return "read";
  if (action.kind === "notify") return "low";
  if (action.kind === "kubectl" && IRREVERSIBLE.has(kubectlVerb(action.argv).verb)) return "irreversible";
  return "high";
}
