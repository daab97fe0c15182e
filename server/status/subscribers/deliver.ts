import { ChannelError, type Outcome, outcomeOf, sayInSlack, sendMail } from "#server/paging/index.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { escaped } from "#server/slack/index.ts";
import { urlOfPage } from "../addresses.ts";
import { settingsFrom } from "../stored.ts";
import type { Claimed } from "./claim-due.ts";
import { confirmUrl, unsubscribeUrl } from "./links.ts";
import { confirmMessage, type Message, messageAsHtml, messageAsText, newsMessage } from "./message.ts";
import { postToWebhook, type Send } from "./post-to-webhook.ts";

const LONGEST_MS = 15_000;
/** About a quarter of an hour; news that is older is on the page anyway. */
const MOST_ATTEMPTS = 34;

/** Sends one claimed message and records what came of it. A webhook that says it is gone is not told any more. `post`: how webhooks are reached. */
export async function deliver(claimed: Claimed, post?: Send): Promise<void> {
  const met = await send(claimed, post).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const outcome = outcomeOf(met ?? { state: "sent", reference: null }, claimed.attempt, Math.random());
  const isGone = met instanceof ChannelError && met.isGone;
  await settle(claimed, outcome.state === "waiting" && claimed.attempt >= MOST_ATTEMPTS ? { state: "failed", error: outcome.error } : outcome);
  if (isGone && claimed.subscriber)
    await db().$executeRaw`
    UPDATE status_subscriber SET ended_at = muster_now() WHERE id = ${claimed.subscriber.id}::uuid AND ended_at IS NULL`;
}

async function send(claimed: Claimed, post?: Send): Promise<undefined> {
  const { subscriber, connectionId, id } = claimed;
  if (subscriber?.kind === "webhook") return postToWebhook({ ...claimed, subscriber }, AbortSignal.timeout(LONGEST_MS), post);
  const message = await messageOf(claimed);
  if (subscriber) return mail(claimed, message, subscriber.address);
  const words = [`*${escaped(message.subject)}*`, ...message.lines.map(escaped), `<${message.action.url}|${escaped(message.action.words)}>`];
  const text = words.join("\n");
  await sayInSlack(connectionId ?? "", { key: id, text }, AbortSignal.timeout(LONGEST_MS), claimed.attempt);
}

async function mail({ id, page }: Claimed, message: Message, to: string): Promise<undefined> {
  const { language, name } = settingsFrom(page.settings);
  await sendMail({
    to,
    subject: message.subject,
    text: messageAsText(message),
    html: messageAsHtml(message, language),
    key: id,
    fromName: name,
    headers: message.end ? oneClick(message.end.url) : {},
  });
}

/** RFC 2369 and RFC 8058: mail programs end the subscription by one POST of their own. */
function oneClick(url: string): Record<string, string> {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

async function messageOf({ content, page, subscriber }: Claimed): Promise<Message> {
  const settings = settingsFrom(page.settings);
  if (content.kind === "confirm") {
    if (!subscriber) throw new ChannelError("Nobody is there to confirm it.", { isFinal: true });
    return confirmMessage(content, settings, await confirmUrl(page.slug, subscriber));
  }
  const unsubscribe = subscriber ? await unsubscribeUrl(page.slug, subscriber) : null;
  return newsMessage(content, settings, { page: urlOfPage(page.slug, settings.audience), unsubscribe }, await databaseNow());
}

/** Only for whoever still holds it. */
async function settle({ id, attempt }: Claimed, outcome: Outcome): Promise<void> {
  const state = outcome.state === "delivered" ? "sent" : outcome.state;
  const delayMs = outcome.state === "waiting" ? outcome.delayMs : 0;
  const error = "error" in outcome ? outcome.error.slice(0, 500) : null;
  await db().$executeRaw`
    UPDATE status_delivery SET state = ${state}, error = ${error}, due_at = muster_now() + make_interval(secs => ${delayMs}::float8 / 1000),
      settled_at = CASE WHEN ${state} = 'waiting' THEN NULL ELSE muster_now() END
    WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'sending'`;
}
