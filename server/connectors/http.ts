import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, outgoing } from "#server/platform/outgoing/index.ts";
import { failureOf, isWorthRepeating, refusalOf } from "./explain.ts";
import { ConnectorFailed } from "./failure.ts";
import { type Far, LIMITS, type Limits, masked } from "./far.ts";
import { waitBefore } from "./wait.ts";

type Value = string | number | boolean | undefined;
export type Query = Record<string, Value | readonly string[]>;

/** One question. `path` is below the system's address. Only ever reads, also where the system wants a POST for it, so it may be put again. */
export type Question = {
  path: string;
  query?: Query;
  form?: Query;
  json?: unknown;
  accept?: string;
  /** A longer answer is cut instead of refused; for plain text. */
  isCutAllowed?: boolean;
  bytes?: number;
};

/** `request`: what was asked, without secrets. `at`: when the answer was there, RFC 3339. `bytes`: the answer as it came. */
export type Asked = { text: string; bytes: Buffer; isCut: boolean; request: string; at: string };

/**
 * Puts a question to a system: repeated with full jitter on 429, 5xx and broken connections, its Retry-After heeded, bounded in bytes, in time
 * and altogether, ended by `signal`. Redirects are not followed, so no secret goes elsewhere. Throws ConnectorFailed; or the signal's reason.
 */
export async function ask(far: Far, question: Question, signal?: AbortSignal): Promise<Asked> {
  const limits = { ...LIMITS, ...far.limits };
  const until = performance.now() + limits.altogetherMs;
  for (let attempt = 1; ; attempt += 1) {
    const met = await putOnce(far, question, limits, signal);
    if ("answer" in met) {
      if (met.answer.status >= 200 && met.answer.status < 300) return asked(far, question, met.answer);
    } else if (!isWorthRepeating(met.failure)) throw met.failure;
    const failure = "answer" in met ? refusalOf(far, question.path, met.answer, attempt) : met.failure;
    const waitMs = waitBefore(attempt, "answer" in met ? met.answer.headers : {}, limits, Math.random());
    const isLate = waitMs === null || performance.now() + waitMs > until;
    if (attempt >= limits.attempts || isLate || !isWorthRepeating(failure)) throw failure;
    await sleep(waitMs, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
}

type Met = { answer: Answer } | { failure: ConnectorFailed };

async function putOnce(far: Far, question: Question, limits: Limits, signal: AbortSignal | undefined): Promise<Met> {
  const { body, type } = bodyOf(question);
  try {
    const answer = await outgoing({
      url: addressOf(far, question),
      method: body === null ? "GET" : "POST",
      headers: { accept: question.accept ?? "application/json", "user-agent": "Muster", ...(type ? { "content-type": type } : {}), ...far.headers },
      body,
      allowedHosts: far.allowedHosts,
      maxBytes: question.bytes ?? limits.bytes,
      timeoutMs: limits.timeoutMs,
      isCutAllowed: question.isCutAllowed ?? false,
      isFollowing: false,
      ...(far.tls ? { tls: far.tls } : {}),
      ...(signal ? { signal } : {}),
    });
    return { answer };
  } catch (error) {
    signal?.throwIfAborted();
    return { failure: failureOf(far, error) };
  }
}

/** The answer as JSON. Throws ConnectorFailed where it is none. */
export function jsonOf(far: Far, { text }: Asked): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const begin = masked(text.slice(0, 40).replace(/\s+/g, " ").trim(), far.secrets);
    throw new ConnectorFailed(
      "unreadable",
      `${far.title} answered with what is no whole JSON${begin ? ` and begins “${begin}”` : ""}: check ${far.check.address}.`,
    );
  }
}

function asked(far: Far, question: Question, { text, bytes, isCut }: Answer): Asked {
  const { body } = bodyOf(question);
  const request = `${body === null ? "GET" : "POST"} ${addressOf(far, question)}${body === null ? "" : ` ${body}`}`;
  return { text, bytes, isCut, request: masked(request, far.secrets), at: new Date().toISOString() };
}

function bodyOf({ form, json }: Question): { body: string | null; type: string | null } {
  if (form) return { body: parametersOf(form).toString(), type: "application/x-www-form-urlencoded" };
  if (json !== undefined) return { body: JSON.stringify(json), type: "application/json" };
  return { body: null, type: null };
}

function addressOf({ url }: Far, { path, query = {} }: Question): string {
  const parameters = parametersOf(query).toString();
  return `${url.replace(/\/+$/, "")}${path}${parameters ? `?${parameters}` : ""}`;
}

function parametersOf(query: Query): URLSearchParams {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, String(one)]));
  return new URLSearchParams(pairs);
}
