import { systemCtx } from "#server/platform/ctx.ts";
import { type Answer, outgoing } from "#server/platform/outgoing/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import type { Claimed } from "./claim-due.ts";
import { isGone, type Met, outcomeOf, signedHeaders } from "./delivery-rules.ts";
import { disableWebhook } from "./disable-webhook.ts";
import { openSecrets } from "./secrets.ts";
import { dropForbidden, settle } from "./settle.ts";

const ANSWER_BYTES = 2_048;
const PATIENCE_DAYS = 5;

/** Sends a claimed message once and records what came of it. An endpoint that is gone, or has failed for five days, is disabled. */
export async function deliver(claimed: Claimed): Promise<void> {
  if (claimed.isForbidden) return dropForbidden(claimed);
  const startedAt = performance.now();
  const met = await attempt(claimed);
  const outcome = outcomeOf(met, claimed.failures, Math.random());
  const durationMs = Math.round(performance.now() - startedAt);
  const { failingDays } = await settle(claimed, { met, outcome, durationMs });
  const reason = isGone(met) ? "Its receiver answered 410: it is gone and wants no more messages." : tiredOf(failingDays);
  if (reason) await disableWebhook(systemCtx("Webhooks"), claimed.webhook.id, reason);
}

async function attempt(claimed: Claimed): Promise<Met> {
  try {
    const answer = await send(claimed);
    return { status: answer.status, answer: storable(answer.text), error: complaintOf(answer), retryAfter: answer.headers["retry-after"] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: null, answer: "", error: storable(message) };
  }
}

async function send({ messageId, body, url, webhook }: Claimed): Promise<Answer> {
  const [secrets, { allowedHosts }] = await Promise.all([openSecrets(webhook), organisationSettings()]);
  const headers = signedHeaders(messageId, new Date(), body, secrets);
  return outgoing({ url, method: "POST", headers, body, allowedHosts, maxBytes: ANSWER_BYTES, isCutAllowed: true });
}

function complaintOf({ status }: Answer): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `It answered ${status}, a redirect that would lose the message. Give the address it leads to.`;
  return `It answered ${status} instead of 2xx.`;
}

function tiredOf(failingDays: number): string | null {
  return failingDays >= PATIENCE_DAYS
    ? `Nothing could be delivered for ${PATIENCE_DAYS} days. Look at its last deliveries, then enable it again.`
    : null;
}

/** Answers are anybody's bytes. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
