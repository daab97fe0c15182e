import type { Tone } from "#components/ui/badge.tsx";
import type { MethodView } from "#lib/contracts/contact-methods.ts";

/** How a means stands, in a word and its colour. Pure. */
export function stateOf({ isVerified, isUsable, problem }: MethodView): { word: string; tone: Tone } {
  if (!isUsable) return { word: "not set up here", tone: "warn" };
  if (!isVerified) return problem ? { word: "stopped", tone: "bad" } : { word: "not verified", tone: "warn" };
  return problem ? { word: "failed last", tone: "bad" } : { word: "working", tone: "good" };
}

const URGENCY_WORDS = { high: "urgent", low: "other" } as const;

/** What of the plan goes with a means that is removed; null when it stands in no step. Pure. */
export function lossOf({ usedIn }: MethodView): string | null {
  if (usedIn.length === 0) return null;
  const steps = usedIn.map(({ urgency, step, isOnly }) => `step ${step} for ${URGENCY_WORDS[urgency]} pages${isOnly ? ", the only one" : ""}`);
  return `Your plan uses it: ${[...new Set(steps)].join("; ")}. That step is passed over from then on.`;
}
