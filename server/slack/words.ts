type About = { method: string; check: string; needed: string; channel: string };

const TOKEN = new Set(["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission", "org_login_required"]);

/** Slack's word for what went wrong, in words that say what to do. Pure. */
export function wordsFor(code: string, { method, check, needed, channel }: About): string {
  if (TOKEN.has(code)) return `Slack does not take the bot token (${code}): check ${check}.`;
  switch (code) {
    case "missing_scope":
      return `The Slack app lacks the scope ${needed || "for this"}. Add it under OAuth & Permissions, and install the app again.`;
    case "not_in_channel":
      return `Muster is not in the channel ${channel}. Invite Muster there: /invite @Muster.`;
    case "channel_not_found":
      return `Slack knows no channel ${channel} that Muster may see. Check its ID; in a private channel, invite Muster: /invite @Muster.`;
    case "is_archived":
      return `The channel ${channel} is archived. Unarchive it, or name another.`;
    case "restricted_action":
      return `The workspace lets Muster not do this (${method}). Ask an administrator of Slack.`;
    case "users_not_found":
    case "user_not_found":
      return "Slack knows nobody with this address. Give the member ID from the profile (⋮ → Copy member ID).";
    case "cannot_dm_bot":
    case "user_disabled":
      return "This member of Slack cannot be written to. Check the member ID.";
    default:
      return `Slack refused ${method}: ${code}. Look at api.slack.com/methods/${method} for what that means.`;
  }
}
