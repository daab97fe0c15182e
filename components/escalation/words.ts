import type { Tone } from "#components/ui/badge.tsx";
import { METHOD_LABELS } from "#lib/contracts/contact.ts";
import type { DeliveryView, EscalationStatus, NotificationRow, PageState, RungView } from "#lib/contracts/escalation/status.ts";

const STATE_WORDS: Record<EscalationStatus["state"], { word: string; tone: Tone }> = {
  none: { word: "Nobody was paged", tone: "neutral" },
  running: { word: "Running", tone: "accent" },
  acknowledged: { word: "Acknowledged", tone: "good" },
  exhausted: { word: "Nobody answered", tone: "bad" },
  "stood-down": { word: "Stood down", tone: "neutral" },
  ended: { word: "Ended", tone: "neutral" },
};

/** How an escalation stands; a ladder that found nobody is not one that nobody answered. */
export function stateWord({ state, notifications }: Pick<EscalationStatus, "state" | "notifications">): { word: string; tone: Tone } {
  if (state === "exhausted" && notifications.every(({ level }) => level === "-")) return { word: "Nobody to page", tone: "warn" };
  return STATE_WORDS[state];
}

const PAGE_WORDS: Record<PageState, { word: string; tone: Tone }> = {
  queued: { word: "Queued", tone: "neutral" },
  sent: { word: "Sent", tone: "accent" },
  delivered: { word: "Delivered", tone: "accent" },
  seen: { word: "Seen", tone: "accent" },
  acknowledged: { word: "Acknowledged", tone: "good" },
  declined: { word: "Declined", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Called back", tone: "neutral" },
};

/** How far a page is. Whoever was at work already was told by that. */
export function pageWord({ answer, state }: Pick<NotificationRow, "answer" | "state">): { word: string; tone: Tone } {
  if (answer?.means === "here") return { word: "Here already", tone: "good" };
  if (answer) return PAGE_WORDS[answer.answer === "unreachable" ? "failed" : answer.answer];
  return PAGE_WORDS[state];
}

export const RUNG_WORDS: Record<RungView["state"], string> = {
  fired: "fired",
  due: "next",
  waits: "waits for its condition",
  stopped: "no longer wanted",
  "by-hand": "by hand only",
};

const OTHER_CHANNELS: Record<string, string> = { inbox: "Inbox", pagerduty: "PagerDuty", smtp: "E-mail", gone: "A channel that is gone" };

export function channelWord(channel: string): string {
  return OTHER_CHANNELS[channel] ?? METHOD_LABELS[channel as keyof typeof METHOD_LABELS] ?? channel;
}

/** What became of one message: `failed: the webhook answered 503`, `in 2 min`. `minutesLeft` until it is due. */
export function deliveryWord({ state, error, attempts }: DeliveryView, minutesLeft: number | null): string {
  switch (state) {
    case "waiting":
      if (error) return `tried ${attempts === 1 ? "once" : `${attempts} times`}, is tried again: ${error}`;
      return minutesLeft !== null && minutesLeft >= 1 ? `follows in ${minutesLeft} min` : "follows now";
    case "sending":
      return "is being sent";
    case "failed":
      return `failed: ${error ?? "no reason was given"}`;
    case "cancelled":
      return "called back";
    default:
      return state;
  }
}

/** `0 min`, `+15 min`, `+1 h 30 min` after the opening. */
export function afterWord(minutes: number): string {
  if (minutes < 1) return "at once";
  const whole = Math.round(minutes);
  const days = Math.floor(whole / 1_440);
  const hours = Math.floor((whole % 1_440) / 60);
  const rest = whole % 60;
  return `+${[days ? `${days} d` : "", hours ? `${hours} h` : "", rest ? `${rest} min` : ""].filter(Boolean).join(" ")}`;
}
