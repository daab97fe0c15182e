import { callSlack, type SlackApp } from "./api.ts";

const MEMBER_ID = /^[UW][A-Z0-9]{2,20}$/;

/** The member's ID: as it is, or looked up by an e-mail address. Throws SlackFailed when Slack knows nobody. */
export async function memberIdOf(app: SlackApp, address: string, signal?: AbortSignal): Promise<string> {
  if (MEMBER_ID.test(address)) return address;
  const { user } = await callSlack(app, "users.lookupByEmail", { email: address }, signal);
  return String((user as { id?: unknown } | undefined)?.id ?? "");
}

type Member = {
  team_id?: unknown;
  enterprise_user?: { enterprise_id?: unknown };
  profile?: { email?: unknown };
  deleted?: unknown;
  is_bot?: unknown;
  is_stranger?: unknown;
  is_email_confirmed?: unknown;
};

/**
 * The e-mail address of one of the app's own workspace or organisation; null where Slack does not tell it, has not confirmed it, or another
 * organisation vouches for it, as in a shared channel.
 */
export async function emailOfMember(app: SlackApp, id: string, signal?: AbortSignal): Promise<string | null> {
  const [{ user }, ours] = await Promise.all([callSlack(app, "users.info", { user: id }, signal), callSlack(app, "auth.test", {}, signal)]);
  const member = (user ?? {}) as Member;
  const isOurs = member.team_id === ours.team_id || (Boolean(ours.enterprise_id) && member.enterprise_user?.enterprise_id === ours.enterprise_id);
  const isSomebody = !member.is_bot && !member.deleted && !member.is_stranger && member.is_email_confirmed !== false;
  const email = member.profile?.email;
  return isOurs && isSomebody && typeof email === "string" ? email.toLowerCase() : null;
}
