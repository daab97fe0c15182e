import { callSlack, type SlackApp } from "./api.ts";

const MEMBER_ID = /^[UW][A-Z0-9]{2,20}$/;

/** The member's ID: as it is, or looked up by an e-mail address. Throws SlackFailed when Slack knows nobody. */
export async function memberIdOf(app: SlackApp, address: string, signal?: AbortSignal): Promise<string> {
  if (MEMBER_ID.test(address)) return address;
  const { user } = await callSlack(app, "users.lookupByEmail", { email: address }, signal);
  return String((user as { id?: unknown } | undefined)?.id ?? "");
}

/** A member's e-mail address; null where Slack does not tell it. */
export async function emailOfMember(app: SlackApp, id: string, signal?: AbortSignal): Promise<string | null> {
  const { user } = await callSlack(app, "users.info", { user: id }, signal);
  const { profile, is_bot: isBot } = (user ?? {}) as { profile?: { email?: unknown }; is_bot?: unknown };
  return typeof profile?.email === "string" && isBot !== true ? profile.email.toLowerCase() : null;
}
