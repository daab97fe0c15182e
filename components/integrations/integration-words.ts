import type { Tone } from "#components/ui/badge.tsx";
import type { EventState } from "#lib/contracts/alert-terms.ts";
import type { IntegrationSummary } from "#lib/contracts/integration.ts";
import { INTEGRATION_KIND_NAMES, INTEGRATION_KINDS } from "#lib/contracts/integration-kinds.ts";

export const KIND_OPTIONS = INTEGRATION_KIND_NAMES.map((value) => ({ value, label: INTEGRATION_KINDS[value].title }));

const STATES: Record<IntegrationSummary["state"], { word: string; tone: Tone }> = {
  quiet: { word: "nothing yet", tone: "neutral" },
  good: { word: "receiving", tone: "good" },
  failing: { word: "unreadable", tone: "warn" },
  refusing: { word: "refusing", tone: "bad" },
  disabled: { word: "disabled", tone: "neutral" },
};

export function stateOf({ state }: Pick<IntegrationSummary, "state">): { word: string; tone: Tone } {
  return STATES[state];
}

/** What came in the last day, in words. Pure. */
export function countsWords({ received, repeated, refused, failed }: IntegrationSummary): string {
  const count = (number: number, words: string): string => (number > 0 ? `${number.toLocaleString("en")} ${words}` : "");
  const parts = [count(received, "received"), count(repeated, "repeated"), count(refused, "refused"), count(failed, "unreadable")].filter(Boolean);
  return parts.length === 0 ? "Nothing in the last 24 hours" : `${parts.join(", ")} in the last 24 hours`;
}

export const EVENT_TONES: Record<EventState, Tone> = { waiting: "accent", working: "accent", done: "good", failed: "bad" };
export const EVENT_WORDS: Record<EventState, string> = { waiting: "waiting", working: "being worked", done: "done", failed: "failed" };
