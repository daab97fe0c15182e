import { ChannelError, type Sent } from "./channel.ts";

/** What came of an attempt. `waiting`: it is tried again after `delayMs`. */
export type Outcome =
  | { state: "sent" | "delivered"; reference: string | null }
  | { state: "waiting"; delayMs: number; error: string }
  | { state: "failed"; error: string };

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** Tried again as long as somebody may still need it; what settles the page ends it sooner. */
const MOST_ATTEMPTS = 120;

/** `spread`: 0 to 1, so that many do not come back at the same moment. Pure. */
export function outcomeOf(met: Sent | Error, attempt: number, spread: number): Outcome {
  if (!(met instanceof Error)) return met;
  const error = met.message || "It could not be sent.";
  const isFinal = met instanceof ChannelError && met.isFinal;
  if (isFinal || attempt >= MOST_ATTEMPTS) return { state: "failed", error };
  const asked = met instanceof ChannelError ? met.retryAfterMs : null;
  const usual = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.75 + spread / 2);
  return { state: "waiting", delayMs: Math.round(asked ?? usual), error };
}
