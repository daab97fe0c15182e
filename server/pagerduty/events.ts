import type { Notifier } from "#server/platform/notifiers.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";

/** What calls need of a connection. */
export type PagerDutyService = Pick<Notifier, "settings" | "secrets" | "allowedHosts" | "check">;

export type PagerDutyEvent = { event_action: "trigger" | "acknowledge" | "resolve"; dedup_key: string; payload?: object; [more: string]: unknown };

/** PagerDuty did not take it. The message says what to check. */
export class PagerDutyFailed extends Error {
  readonly isFinal: boolean;
  readonly retryAfterMs: number | null;
  constructor(message: string, { isFinal, retryAfterMs = null }: { isFinal: boolean; retryAfterMs?: number | null }) {
    super(message);
    this.isFinal = isFinal;
    this.retryAfterMs = retryAfterMs;
  }
}

const USUAL = "https://events.pagerduty.com";
const ANSWER_BYTES = 65_536;
const LONGEST_WAIT_S = 60;

/** Sends one event (Events API v2). The same key means the same alert, however often it is sent. Throws PagerDutyFailed. */
export async function sendEvent(service: PagerDutyService, event: PagerDutyEvent, signal?: AbortSignal): Promise<void> {
  const answer = await outgoing({
    url: `${(service.settings.url || USUAL).replace(/\/+$/, "")}/v2/enqueue`,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ routing_key: service.secrets.routingKey ?? "", ...event }),
    allowedHosts: service.allowedHosts,
    maxBytes: ANSWER_BYTES,
    isCutAllowed: true,
    isFollowing: false,
    isKept: true,
    ...(signal ? { signal } : {}),
  });
  if (answer.status >= 200 && answer.status < 300) return;
  throw refusal(answer.status, answer.text, answer.headers["retry-after"], service.check);
}

function refusal(status: number, text: string, retryAfter: string | undefined, check: string): PagerDutyFailed {
  if (status === 429) {
    const seconds = Number(retryAfter);
    const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_WAIT_S) * 1_000 : null;
    return new PagerDutyFailed("PagerDuty takes no more events for the moment. They are sent again by themselves.", { isFinal: false, retryAfterMs });
  }
  const said = errorsIn(text);
  if (status === 400) return new PagerDutyFailed(`PagerDuty refused the event${said}: check the integration key of ${check}.`, { isFinal: true });
  if (status < 500 && status !== 408) return new PagerDutyFailed(`PagerDuty answered ${status}${said}: check ${check}.`, { isFinal: true });
  return new PagerDutyFailed(`PagerDuty answered ${status}. Look at status.pagerduty.com; it is sent again by itself.`, { isFinal: false });
}

function errorsIn(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: unknown };
    return Array.isArray(errors) && errors.length > 0 ? ` (${errors.map(String).join("; ").slice(0, 200)})` : "";
  } catch {
    return "";
  }
}
