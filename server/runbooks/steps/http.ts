import { OutgoingFailed, outgoing, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { maskIn } from "../sandbox/mask.ts";
import { missedIn } from "./expect.ts";
import { failed, type Outcome, type Performer, type Workplace } from "./workplace.ts";

/** A request to an address that the organisation allows. `$NAME` of a named secret in headers and body is its value. */
export const performHttp: Performer<"http"> = async ({ method, url, headers, body, status, expect }, at) => {
  const withSecrets = (text: string): string => text.replaceAll(/\$\{?([A-Z][A-Z0-9_]*)\}?/g, (whole, name: string) => at.named[name] ?? whole);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withSecrets(value)]));
  try {
    const answer = await outgoing({
      url,
      method,
      headers: sent,
      body: body === "" ? null : withSecrets(body),
      allowedHosts: at.allowedHosts,
      timeoutMs: at.timeoutMs,
      maxBytes: at.outputLimit,
      isCutAllowed: true,
      isFollowing: false,
      signal: at.signal,
    });
    const text = maskIn(answer.text.toWellFormed().replaceAll("\0", ""), at.secrets);
    at.give(`${answer.status}\n${text}`);
    const isWanted = status.length > 0 ? status.includes(answer.status) : answer.status >= 200 && answer.status < 300;
    if (!isWanted) return failed(`it answered ${answer.status}${status.length > 0 ? `, and ${status.join(" or ")} was wanted` : ""}`, text);
    const missed = missedIn(expect, text);
    return missed ? failed(missed, text) : { state: "completed", detail: `it answered ${answer.status}`, exitCode: null, text };
  } catch (error) {
    return refusedOr(error, at);
  }
};

function refusedOr(error: unknown, at: Workplace): Outcome {
  if (at.signal.aborted) return { state: "cancelled", detail: "it was ended by a person", exitCode: null, text: "" };
  if (error instanceof RefusedAddress || error instanceof OutgoingFailed) return failed(error.message);
  throw error;
}
