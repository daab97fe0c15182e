import type { Tone } from "#components/ui/badge.tsx";
import type { DeliveryState, WebhookSummary } from "#lib/contracts/webhook.ts";
import { KIND_LABELS } from "#lib/contracts/webhook.ts";

type Word = { word: string; tone: Tone };

/** How a webhook fares, in a word. Pure. */
export function stateOf({ isEnabled, failingSince, lastDelivery }: WebhookSummary): Word {
  if (!isEnabled) return { word: "disabled", tone: "neutral" };
  if (failingSince) return { word: "failing", tone: "bad" };
  return lastDelivery ? { word: "working", tone: "good" } : { word: "nothing sent yet", tone: "neutral" };
}

export const DELIVERY_WORDS: Record<DeliveryState, Word> = {
  waiting: { word: "waiting", tone: "warn" },
  sending: { word: "sending", tone: "accent" },
  delivered: { word: "delivered", tone: "good" },
  failed: { word: "failed", tone: "bad" },
  dropped: { word: "dropped", tone: "neutral" },
};

const MOST_NAMED = 3;

/** Which kinds of facts a webhook hears of, in words. Pure. */
export function kindsInWords(kinds: WebhookSummary["kinds"]): string {
  if (kinds.length === 0) return "Everything that happens";
  const named = kinds.slice(0, MOST_NAMED).map((kind) => KIND_LABELS[kind]);
  const others = kinds.length - named.length;
  return others > 0 ? `${named.join(", ")} and ${others} more` : named.join(", ");
}

/** JSON with a line for each part; other text as it is. Pure. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
