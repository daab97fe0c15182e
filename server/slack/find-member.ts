import { callSlack, type SlackApp } from "./api.ts";

const MEMBER_ID = /^[UW][A-Z0-9]{2,20}$/;

/** The member's ID: as it is, or looked up by an e-mail address. Throws SlackFailed when Slack knows nobody. */
export async function memberIdOf(app: SlackApp, address: string, signal?: AbortSignal): Promise<string> {
  if (MEMBER_ID.test(address)) return address;
  const { user } = await callSlack(app, "users.lookupByEmail", { email: address }, signal);
  return String((user as { id?: unknown } | undefined)?.id ?? "");
}

type Member = { profile?: { email?: unknown }; deleted?: unknown; is_bot?: unknown; is_stranger?: unknown; is_email_confirmed?: unknown };

/** The e-mail address of one of the workspace's own; null where Slack does not tell it, or has not confirmed it. */
export async function emailOfMember(app: SlackApp, id: string, signal?: AbortSignal): Promise<string | null> {
  const { user } = await callSlack(app, "users.info", { user: id }, signal);
  const { profile, ...member } = (user ?? {}) as Member;
  const isTheirs = !member.is_bot && !member.deleted && !member.is_stranger && member.is_email_confirmed !== false;
  return typeof profile?.email === "string" && isTheirs ? profile.email.toLowerCase() : null;
}
