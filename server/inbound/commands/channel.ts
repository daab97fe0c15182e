import { AddLink } from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { addLink, findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import { db } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { callSlack, memberIdOf, type SlackApp, SlackFailed } from "#server/slack/index.ts";
import type { SlackCommand } from "../slack-command.ts";
import { whichIncident } from "./which-incident.ts";

const LONGEST_NAME = 80;
const MOST_INVITED = 50;
const MOST_NAMES = 5;

export const channel: SlackCommand = {
  usage: "channel REF",
  about: "makes a channel for an incident and invites those in its room.",
  run: async (asked) => {
    const { ctx, app, member } = asked;
    const { reference } = await whichIncident({ ...asked, channel: "" });
    authorize(ctx, "incident.write");
    const { room } = await findIncident(ctx, reference);
    const standing = room.links.find(({ kind, url }) => kind === "chat" && /\bslack\.com\/archives\//.test(url));
    if (standing) return `${reference} has a channel already: ${standing.url}`;
    const { id, name } = await createChannel(app, room);
    const url = `${await workspaceOf(app)}/archives/${id}`;
    await addLink(ctx, AddLink.parse({ reference, kind: "chat", label: `#${name}`, url }));
    const missing = await inviteAll(app, id, member, await addressesIn(room));
    await callSlack(app, "conversations.setTopic", { channel: id, topic: topicOf(room) }).catch((error: unknown) =>
      log.warn({ error: String(error) }, "A channel has no topic."),
    );
    return `<#${id}> is there.${missing > 0 ? ` ${missing} of the room could not be invited: Slack does not know their addresses.` : ""}`;
  },
};

/** `inc-<date>-<n>-<title>`; a private incident has a private channel. A name that is taken gets a number. */
async function createChannel(app: SlackApp, room: RoomState): Promise<{ id: string; name: string }> {
  for (let n = 1; ; n += 1) {
    try {
      const made = await callSlack(app, "conversations.create", { name: nameOf(room, n), is_private: room.visibility === "private" });
      const { id, name } = made.channel as { id: string; name: string };
      return { id, name };
    } catch (error) {
      if (!(error instanceof SlackFailed && error.code === "name_taken") || n === MOST_NAMES) throw error;
    }
  }
}

/** Where the workspace is read in a browser. */
async function workspaceOf(app: SlackApp): Promise<string> {
  const { url } = await callSlack(app, "auth.test", {});
  const address = typeof url === "string" ? url.replace(/\/+$/, "") : "";
  return /^https:\/\/[\w.-]+$/.test(address) ? address : "https://slack.com";
}

/** What a channel may be called: small letters, digits, hyphens. Pure. */
export function nameOf({ reference, title, visibility }: Pick<RoomState, "reference" | "title" | "visibility">, n: number): string {
  const plain = title.normalize("NFKD").toLowerCase();
  const slug = visibility === "private" ? "" : plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const end = n === 1 ? "" : `-${n}`;
  const name = [reference.toLowerCase(), slug].filter(Boolean).join("-");
  return `${name.slice(0, LONGEST_NAME - end.length).replace(/-+$/, "")}${end}`;
}

function topicOf({ reference, severity, visibility, title }: RoomState): string {
  const what = visibility === "private" ? "" : ` · ${title}`;
  return `${reference} · ${severity ?? "Severity open"}${what} · ${publicUrl()}/incidents/${reference}`.slice(0, 250);
}

/** Those with a role, those who watch, and those named on a private incident. */
async function addressesIn({ assignments, watchers, members }: RoomState): Promise<string[]> {
  const ids = [...new Set([...assignments.map(({ person }) => person), ...watchers, ...members].map(({ id }) => id))];
  const rows = await db().user.findMany({ where: { id: { in: ids }, deactivatedAt: null }, select: { email: true }, take: MOST_INVITED });
  return rows.map(({ email }) => email);
}

/** Invites whom Slack knows; answers with how many it does not. */
async function inviteAll(app: SlackApp, id: string, asker: string, addresses: string[]): Promise<number> {
  const found = await Promise.all(addresses.map((address) => memberIdOf(app, address).catch(() => "")));
  const users = [...new Set([asker, ...found])].filter(Boolean).join(",");
  await callSlack(app, "conversations.invite", { channel: id, users, force: true }).catch((error: unknown) =>
    log.warn({ error: String(error) }, "Not everybody was invited to a channel."),
  );
  return found.filter((member) => member === "").length;
}
