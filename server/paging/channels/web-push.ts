import webPush from "web-push";
import { outgoing } from "#server/platform/outgoing/index.ts";
import { type Channel, ChannelError, type PageMessage } from "../channel.ts";
import { vapid } from "../vapid.ts";

const ANSWER_BYTES = 1_024;
/** A browser that comes back later than this has been told otherwise. */
const LASTS_SECONDS = 3_600;
const LONGEST_TEXT = 500;

/** To a browser that somebody subscribed (RFC 8030), encrypted for it alone (RFC 8291). What its service does not know any more is gone. */
export const webPushChannel: Channel = {
  send: async (message, { address, secrets, allowedHosts }, signal) => {
    const keys = { p256dh: secrets.p256dh ?? "", auth: secrets.auth ?? "" };
    const request = webPush.generateRequestDetails({ endpoint: address, keys }, JSON.stringify(contentOf(message)), {
      vapidDetails: await vapid(),
      TTL: LASTS_SECONDS,
      urgency: message.severity === "SEV3" || message.severity === "SEV4" ? "normal" : "high",
    });
    const answer = await outgoing({
      url: address,
      method: "POST",
      headers: headersOf(request.headers),
      body: request.body,
      allowedHosts,
      maxBytes: ANSWER_BYTES,
      isCutAllowed: true,
      isFollowing: false,
      isKept: true,
      signal,
    });
    if (answer.status >= 200 && answer.status < 300) return { state: "sent", reference: answer.headers.location ?? null };
    throw refusal(answer.status, answer.headers["retry-after"]);
  },
};

/** What public/sw.js shows. The tag makes attempts at one message one notification. */
function contentOf({ key, page, reference, title, summary, severity, kind, services, step, roomUrl, answerUrl }: PageMessage) {
  const what = kind === "test" ? "" : `${kind === "drill" ? "Drill · " : ""}${severity ?? "Severity open"} · `;
  const lines = [`${reference} · ${step}`, services.join(", "), summary];
  return {
    tag: key,
    page,
    title: `${what}${title}`.slice(0, LONGEST_TEXT),
    body: lines.filter(Boolean).join("\n").slice(0, LONGEST_TEXT),
    roomPath: pathOf(roomUrl),
    answerPath: answerUrl ? pathOf(answerUrl) : null,
  };
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function headersOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function refusal(status: number, retryAfter: string | undefined): ChannelError {
  if (status === 404 || status === 410) {
    return new ChannelError("This browser's notifications were turned off or have expired. Turn them on there again.", {
      isFinal: true,
      isGone: true,
    });
  }
  const wait = Number(retryAfter);
  return new ChannelError(`The browser's push service answered ${status}. Test it in Settings → Notifications, or turn it on there again.`, {
    isFinal: status >= 300 && status < 500 && status !== 408 && status !== 425 && status !== 429,
    retryAfterMs: Number.isFinite(wait) && wait > 0 ? Math.min(wait, 60) * 1_000 : null,
  });
}
