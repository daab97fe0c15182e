import { Webhook } from "standardwebhooks";
import { ChannelError } from "#server/paging/index.ts";
import { outgoing, RefusedAddress } from "#server/platform/outgoing/index.ts";
import { unseal } from "#server/platform/seal.ts";
import { urlOfPage } from "../addresses.ts";
import { settingsFrom } from "../stored.ts";
import type { Claimed } from "./claim-due.ts";
import { confirmUrl, unsubscribeUrl } from "./links.ts";
import { placeOfSecret } from "./subscribe.ts";

const ANSWER_BYTES = 1_024;
const GONE = 410;

type ToWebhook = Claimed & { subscriber: NonNullable<Claimed["subscriber"]> };

/** By which requests leave; anything else than `outgoing` is for tests. */
export type Send = typeof outgoing;

/**
 * Sends a signed message (Standard Webhooks). The first one brings the secret and the address that confirms; a POST to it is enough. Whoever
 * subscribes is nobody known: what an administrator allowed within the network is not for them.
 */
export async function postToWebhook(claimed: ToWebhook, signal: AbortSignal, send: Send = outgoing): Promise<undefined> {
  const { id, subscriber } = claimed;
  const secret = await unseal(subscriber.secret ?? "", placeOfSecret(subscriber.id));
  const body = JSON.stringify(await bodyOf(claimed, secret));
  const at = new Date();
  const answer = await send({
    url: subscriber.address,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Muster-Status/1",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
    body,
    allowedHosts: [],
    maxBytes: ANSWER_BYTES,
    isCutAllowed: true,
    signal,
  }).catch((error: unknown) => {
    throw error instanceof RefusedAddress ? new ChannelError(error.message, { isFinal: true }) : error;
  });
  if (answer.status >= 200 && answer.status < 300) return;
  const isFinal = answer.status >= 300 && answer.status < 500 && ![408, 425, 429].includes(answer.status);
  throw new ChannelError(`The webhook answered ${answer.status} instead of 2xx.`, { isFinal, isGone: answer.status === GONE });
}

async function bodyOf({ content, page, subscriber }: ToWebhook, secret: string): Promise<object> {
  const settings = settingsFrom(page.settings);
  const url = urlOfPage(page.slug, settings.audience);
  const about = { name: settings.name, slug: page.slug, url };
  const unsubscribe = await unsubscribeUrl(page.slug, subscriber);
  if (content.kind === "confirm") {
    const { components } = content;
    return {
      type: "subscription.confirm",
      page: about,
      components,
      secret,
      confirmUrl: await confirmUrl(page.slug, subscriber),
      unsubscribeUrl: unsubscribe,
    };
  }
  const { kind, path, ...says } = content;
  return { type: `status.${kind}`, page: about, ...says, url: path ? `${url}/${path}` : url, unsubscribeUrl: unsubscribe };
}
