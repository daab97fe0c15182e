import { Webhook } from "standardwebhooks";
import { outgoing } from "#server/platform/outgoing/index.ts";
import { type Channel, ChannelError, type Destination, type Sent } from "../channel.ts";

const ANSWER_BYTES = 1_024;

/** A signed request (Standard Webhooks), for senders of text messages, phone calls and the like. */
export const webhook: Channel = {
  send: ({ key, ...page }, destination, signal) => post(key, { type: "page", ...page }, destination, signal),
  tell: ({ key, ...notice }, destination, signal) => post(key, { type: "notice", ...notice }, destination, signal),
};

async function post(key: string, content: object, { address, secrets, allowedHosts }: Destination, signal: AbortSignal): Promise<Sent> {
  const body = JSON.stringify(content);
  const at = new Date();
  const headers: Record<string, string> = { "content-type": "application/json", "webhook-id": key, "webhook-timestamp": seconds(at) };
  if (secrets.secret) headers["webhook-signature"] = new Webhook(secrets.secret).sign(key, at, body);
  const answer = await outgoing({
    url: address,
    method: "POST",
    headers,
    body,
    allowedHosts,
    maxBytes: ANSWER_BYTES,
    isCutAllowed: true,
    isKept: true,
    signal,
  });
  if (answer.status >= 200 && answer.status < 300) return { state: "sent", reference: null };
  throw refusal(answer.status, answer.headers["retry-after"]);
}

function refusal(status: number, retryAfter: string | undefined): ChannelError {
  const isFinal = status >= 300 && status < 500 && status !== 408 && status !== 425 && status !== 429;
  const wait = Number(retryAfter);
  return new ChannelError(`The webhook answered ${status} instead of 2xx. Check its address and what runs there.`, {
    isFinal,
    retryAfterMs: Number.isFinite(wait) && wait > 0 ? Math.min(wait, 60) * 1_000 : null,
  });
}

function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1_000));
}
