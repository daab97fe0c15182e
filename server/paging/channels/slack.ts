import {
  callSlack,
  escaped,
  memberIdOf,
  noticeBlocks,
  pageBlocks,
  pageText,
  type SlackApp,
  SlackFailed,
  type SlackPage,
} from "#server/slack/index.ts";
import { type Channel, ChannelError, type Destination, type PageMessage, type Sent } from "../channel.ts";

const EVENTS = { page: "muster_page", notice: "muster_notice", status: "muster_status" } as const;
const LOOKED_THROUGH = 100;
/** Nothing is left to change there. */
const GONE = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found", "is_archived", "message_deleted"]);

/**
 * A message with buttons in a channel, or to one member. It carries the delivery's key; before it is sent another time, the conversation is
 * looked through for that key, so that it stands there once.
 */
export const slack: Channel = {
  send: (message, destination, signal, attempt) => {
    const page = slackPage(message);
    const said = { event: EVENTS.page, key: message.key, text: pageText(page), blocks: pageBlocks(page) };
    return explained(() => post(said, { destination, isPersonal: message.recipient !== null, signal, attempt }));
  },
  tell: (notice, destination, signal, attempt) => {
    const said = { event: EVENTS.notice, key: notice.key, text: escaped(`${notice.headline} (${notice.reference})`), blocks: noticeBlocks(notice) };
    return explained(() => post(said, { destination, isPersonal: notice.preferencesUrl !== null, signal, attempt }));
  },
  follow: (message, reference, { words }, destination, signal) =>
    explained(async () => {
      const [channel, ts] = reference.split(":");
      const page = slackPage(message);
      const change = { channel, ts, text: `${pageText(page)} · ${words}`, blocks: pageBlocks(page, words) };
      await callSlack(appOf(destination), "chat.update", change, signal).catch((error: unknown) => {
        if (!(error instanceof SlackFailed && GONE.has(error.code))) throw error;
      });
    }),
  test: (destination, signal) =>
    explained(async () => {
      const app = appOf(destination);
      const { team, user } = await callSlack(app, "auth.test", {}, signal);
      const told = `${String(user)} in the workspace ${String(team)}`;
      const { channel } = app.settings;
      if (!channel) return `Signed in as ${told}. Direct messages can be sent; no channel is chosen.`;
      const text = "This is a test from Muster. Pages will come here. Nothing is wrong.";
      await callSlack(app, "chat.postMessage", { channel, text }, signal).catch((error: unknown) => nameChannel(app, channel, error, signal));
      return `Signed in as ${told}. A test message stands in ${(await nameOf(app, channel, signal)) ?? channel}.`;
    }),
};

/** Words for everybody in the channel of a connection; they stand there once for each key. */
export function sayInChannel(
  { key, text }: { key: string; text: string },
  destination: Destination,
  signal: AbortSignal,
  attempt: number,
): Promise<Sent> {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: text.slice(0, 3_000) } }];
  return explained(() =>
    post({ event: EVENTS.status, key, text: text.slice(0, 3_000), blocks }, { destination, isPersonal: false, signal, attempt }),
  );
}

function appOf({ settings, secrets, allowedHosts, check = "SLACK_BOT_TOKEN" }: Destination): SlackApp {
  return { settings: settings as Record<string, string>, secrets, allowedHosts, check };
}

function slackPage({ recipient, ...page }: PageMessage): SlackPage {
  return { ...page, isPersonal: recipient !== null };
}

/** What is posted; `key` finds it again. */
type Saying = { event: string; key: string; text: string; blocks: object[] };
type Where = { destination: Destination; isPersonal: boolean; signal: AbortSignal; attempt: number };

async function post({ event, key, text, blocks }: Saying, where: Where): Promise<Sent> {
  const { signal, attempt } = where;
  const app = appOf(where.destination);
  const channel = await conversationOf(app, where);
  const before = attempt > 1 ? await sentBefore(app, channel, { event, key }, signal) : null;
  if (before) return { state: "sent", reference: before };
  const metadata = { event_type: event, event_payload: { key } };
  const posted = await callSlack(app, "chat.postMessage", { channel, text, blocks, metadata, unfurl_links: false }, signal).catch((error: unknown) =>
    nameChannel(app, channel, error, signal),
  );
  return { state: "sent", reference: `${String(posted.channel ?? channel)}:${String(posted.ts)}` };
}

/** A member is posted to by their ID; only the conversation with them can be looked through. */
async function conversationOf(app: SlackApp, { destination: { address }, isPersonal, signal, attempt }: Where): Promise<string> {
  if (!isPersonal) {
    if (app.settings.channel) return app.settings.channel;
    throw new ChannelError(`No channel is chosen for ${app.check}. Give one there.`, { isFinal: true });
  }
  const member = await memberIdOf(app, address, signal);
  if (attempt === 1) return member;
  const { channel } = await callSlack(app, "conversations.open", { users: member }, signal);
  return String((channel as { id?: unknown } | undefined)?.id ?? member);
}

type Said = { ts?: unknown; metadata?: { event_type?: unknown; event_payload?: { key?: unknown } } };

async function sentBefore(
  app: SlackApp,
  channel: string,
  { event, key }: Pick<Saying, "event" | "key">,
  signal: AbortSignal,
): Promise<string | null> {
  const { messages } = await callSlack(app, "conversations.history", { channel, limit: LOOKED_THROUGH, include_all_metadata: true }, signal);
  const found = (Array.isArray(messages) ? (messages as Said[]) : []).find(
    ({ metadata }) => metadata?.event_type === event && metadata.event_payload?.key === key,
  );
  return found ? `${channel}:${String(found.ts)}` : null;
}

/** People know a channel by its name. */
async function nameChannel(app: SlackApp, channel: string, error: unknown, signal: AbortSignal): Promise<never> {
  if (!(error instanceof SlackFailed) || error.code !== "not_in_channel") throw error;
  const name = await nameOf(app, channel, signal);
  throw name ? new SlackFailed(error.code, error.message.replace(`the channel ${channel}`, name).replace("there:", `to ${name}:`), error) : error;
}

async function nameOf(app: SlackApp, channel: string, signal: AbortSignal): Promise<string | null> {
  const answer = await callSlack(app, "conversations.info", { channel }, signal).catch(() => null);
  const name = (answer?.channel as { name?: unknown } | undefined)?.name;
  return typeof name === "string" && name !== "" ? `#${name}` : null;
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SlackFailed) throw new ChannelError(error.message, error);
    throw error;
  }
}
