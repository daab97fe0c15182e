import { type Answer, OutgoingFailed, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { ConnectorFailed, type FailureKind } from "./failure.ts";
import { type Far, masked } from "./far.ts";
import { wantedMs } from "./wait.ts";

const LONGEST_DETAIL = 300;
const TRANSIENT: ReadonlySet<FailureKind> = new Set(["too-often", "unavailable", "timed-out", "unreachable"]);
/** How Prometheus, Loki and those in front of them say that they gave a question up. */
const TOO_LONG = /query timed out|context deadline exceeded|query timeout|execution timeout/i;
const CERTIFICATE = /certificate|self-signed|\bssl\b|\btls\b|altname|handshake/i;

/** Whether the same question may be answered the next time. */
export function isWorthRepeating({ kind }: ConnectorFailed): boolean {
  return TRANSIENT.has(kind);
}

/** What an answer that is no 2xx means, and what to check. */
export function refusalOf(far: Far, path: string, answer: Answer, attempts: number): ConnectorFailed {
  const { status } = answer;
  const { kind, words } = meaningOf(far, path, answer, attempts);
  const retryAfterSeconds = Math.ceil((wantedMs(answer.headers, Date.now()) ?? 5_000) / 1_000);
  return new ConnectorFailed(kind, masked(`${far.title} answered ${status}${words}`, far.secrets), status, retryAfterSeconds);
}

function meaningOf(far: Far, path: string, answer: Answer, attempts: number): { kind: FailureKind; words: string } {
  const { status, headers } = answer;
  const detail = detailOf(answer);
  const said = detail ? ` It said: ${detail}` : "";
  const times = attempts > 1 ? `, ${attempts} times in a row` : "";
  if (status === 401) return { kind: "unauthorised", words: `: check ${far.check.secret}.${said}` };
  if (status === 403) return { kind: "forbidden", words: `: ${far.check.secret} may not read ${path}. Give it the right to.${said}` };
  if (status === 404) return { kind: "not-found", words: ` for ${path}: check ${far.check.address}, and that what was asked for exists.${said}` };
  if (status >= 300 && status < 400) {
    const to = headers.location ? ` to ${headers.location.slice(0, 200)}` : "";
    return { kind: "redirected", words: `, a redirect${to}, which is not followed: check ${far.check.address}, or sign-in pages in front of it.` };
  }
  if (status === 429) {
    const wanted = wantedMs(headers, Date.now());
    const wait = wanted === null ? "in a while" : `in ${Math.ceil(wanted / 1_000)} s`;
    return { kind: "too-often", words: `${times}: it is asked too often. Try again ${wait}.${said}` };
  }
  if (status >= 500 && TOO_LONG.test(detail))
    return { kind: "overtaxed", words: `: the question takes it too long. Take a shorter window or a narrower selector.${said}` };
  if (status >= 500) return { kind: "unavailable", words: `${times}: it fails itself. Look at its own logs.${said}` };
  return { kind: "not-taken", words: `: it did not take the question.${said}` };
}

/** The far side's own words: of its JSON, or of its text where that is short and no page. Pure. */
export function detailOf({ text }: Pick<Answer, "text">): string {
  const words = ownWords(text).toWellFormed().replace(/\s+/g, " ").trim();
  return words.length > LONGEST_DETAIL ? `${words.slice(0, LONGEST_DETAIL)}…` : words;
}

function ownWords(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "string") return body;
    const { error, message, errors } = (body ?? {}) as { error?: unknown; message?: unknown; errors?: unknown };
    const told = [message, error, Array.isArray(errors) ? errors.map(wordsOf).join("; ") : undefined];
    return told.find((one): one is string => typeof one === "string" && one !== "") ?? "";
  } catch {
    return /^\s*</.test(text) ? "" : text;
  }
}

function wordsOf(error: unknown): string {
  if (typeof error === "string") return error;
  const { detail, title, message } = (error ?? {}) as Record<string, unknown>;
  return [detail, title, message].filter((one) => typeof one === "string").at(0) ?? "";
}

/** What it means that no answer came. */
export function failureOf(far: Far, error: unknown): ConnectorFailed {
  if (error instanceof ConnectorFailed) return error;
  const { kind, words } = causeOf(far, error);
  return new ConnectorFailed(kind, masked(words, far.secrets));
}

function causeOf(far: Far, error: unknown): { kind: FailureKind; words: string } {
  const message = error instanceof Error ? error.message : String(error);
  const told = `${far.title}: ${message}`;
  if (error instanceof RefusedAddress) return { kind: "refused-address", words: told };
  if (!(error instanceof OutgoingFailed)) return { kind: "unreachable", words: `${told} Check ${far.check.address}.` };
  if (error.reason === "timed-out") return { kind: "timed-out", words: `${told} Check ${far.check.address}, or ask for a shorter window.` };
  if (error.reason === "too-large") return { kind: "too-large", words: `${told} Take a shorter window, fewer rows or a narrower selector.` };
  if (error.reason === "redirected") return { kind: "redirected", words: told };
  if (CERTIFICATE.test(message)) {
    const advice = `Check that ${far.check.address} names the host as its certificate does, and that its authority is trusted here (NODE_EXTRA_CA_CERTS).`;
    return { kind: "certificate", words: `${told} ${advice}` };
  }
  return { kind: "unreachable", words: `${told} Check ${far.check.address}.` };
}
