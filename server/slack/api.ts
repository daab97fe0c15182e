import type { Notifier } from "#server/platform/notifiers.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";
import { wordsFor } from "./words.ts";

/** What calls need of a connection. */
export type SlackApp = Pick<Notifier, "settings" | "secrets" | "allowedHosts" | "check">;

/** Slack did not do it. The message says what to check; `code` is Slack's own word. */
export class SlackFailed extends Error {
  readonly code: string;
  readonly isFinal: boolean;
  readonly retryAfterMs: number | null;
  constructor(code: string, message: string, { isFinal, retryAfterMs = null }: { isFinal: boolean; retryAfterMs?: number | null }) {
    super(message);
    this.code = code;
    this.isFinal = isFinal;
    this.retryAfterMs = retryAfterMs;
  }
}

export type SlackAnswer = Record<string, unknown>;

const USUAL = "https://slack.com/api";
const ANSWER_BYTES = 4_194_304;
const LONGEST_WAIT_S = 60;
/** Slack's own troubles, which pass. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "ratelimited",
  "rate_limited",
]);

/** Calls one method of Slack's Web API. Everything but text goes as JSON in its field, as Slack reads forms. Throws SlackFailed. */
export async function callSlack(app: SlackApp, method: string, fields: Record<string, unknown>, signal?: AbortSignal): Promise<SlackAnswer> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  const answer = await outgoing({
    url: `${(app.settings.url || USUAL).replace(/\/+$/, "")}/${method}`,
    method: "POST",
    headers: { authorization: `Bearer ${app.secrets.token ?? ""}`, "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    allowedHosts: app.allowedHosts,
    maxBytes: ANSWER_BYTES,
    isFollowing: false,
    isKept: true,
    ...(signal ? { signal } : {}),
  });
  if (answer.status === 429) throw tooOften(answer.headers["retry-after"]);
  if (answer.status !== 200) {
    const isFinal = answer.status < 500 && answer.status !== 408;
    throw new SlackFailed(`http_${answer.status}`, `Slack answered ${answer.status} instead of 200. Look at status.slack.com, and at ${app.check}.`, {
      isFinal,
    });
  }
  return understood(app, method, answer.text, answer.headers["retry-after"], fields);
}

function understood(app: SlackApp, method: string, text: string, retryAfter: string | undefined, fields: Record<string, unknown>): SlackAnswer {
  const body = parsed(text);
  if (!body)
    throw new SlackFailed("unreadable", `What answered is not Slack: no JSON came for ${method}. Check the address of ${app.check}.`, {
      isFinal: false,
    });
  if (body.ok === true) return body;
  const code = typeof body.error === "string" ? body.error : "unknown";
  if (code === "ratelimited" || code === "rate_limited") throw tooOften(retryAfter);
  throw new SlackFailed(
    code,
    wordsFor(code, { method, check: app.check, needed: String(body.needed ?? ""), channel: String(fields.channel ?? "") }),
    {
      isFinal: !PASSING.has(code),
    },
  );
}

function parsed(text: string): SlackAnswer | null {
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === "object" ? (body as SlackAnswer) : null;
  } catch {
    return null;
  }
}

function tooOften(retryAfter: string | undefined): SlackFailed {
  const seconds = Number(retryAfter);
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_WAIT_S) * 1_000 : null;
  return new SlackFailed("ratelimited", "Slack takes no more messages for the moment. They are sent again by themselves.", {
    isFinal: false,
    retryAfterMs,
  });
}
