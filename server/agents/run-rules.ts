import canonicalize from "canonicalize";
import type { Limits } from "./limits.ts";
import type { Conversation } from "./runs/conversation.ts";

export type Used = { steps: number; tokens: number; costMicros: number; workedMs: number };

/** Which budget is used up, as a note for the person; null while there is some of each. Pure. */
export function overBudget(used: Used, limits: Limits): string | null {
  if (used.steps >= limits.steps) return `It was ended after ${limits.steps} steps, the most that one run may take. Ask again for what is missing.`;
  if (used.tokens >= limits.tokens)
    return `It was ended after ${used.tokens.toLocaleString("en")} tokens; a run may use ${limits.tokens.toLocaleString("en")}. Ask for less at once.`;
  if (used.costMicros >= limits.costMicros)
    return `It was ended after ${dollars(used.costMicros)}; a run may cost ${dollars(limits.costMicros)}. Ask for less at once.`;
  if (used.workedMs >= limits.runMs) return `It was ended after ${Math.round(limits.runMs / 1_000)} seconds, the longest that one run may work.`;
  return null;
}

function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toFixed(2)}`;
}

/** The tool that was called with the same input once too often; null when none was. Pure. */
export function repeatedCall({ steps }: Conversation, most: number): string | null {
  const counts = new Map<string, number>();
  for (const { tool, input } of steps.flatMap(({ calls }) => calls)) {
    const key = `${tool} ${canonicalize(input) ?? ""}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if ((counts.get(key) ?? 0) > most) return tool;
  }
  return null;
}

/** What a run did, in numbers: the only words of it that a timeline gets. Pure. */
export function summaryOf({ steps }: Conversation, proposals: number): string {
  const calls = steps.reduce((sum, step) => sum + step.calls.length, 0);
  const parts = [count(steps.length, "step"), count(calls, "call"), ...(proposals > 0 ? [count(proposals, "proposal")] : [])];
  return parts.join(", ");
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
