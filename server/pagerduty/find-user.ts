import { outgoing } from "#server/platform/outgoing/index.ts";
import type { PagerDutyService } from "./events.ts";

const USUAL = "https://api.pagerduty.com";
const ANSWER_BYTES = 262_144;

/** The e-mail address of a user; null without an API key, or where PagerDuty does not tell it. */
export async function emailOfUser({ settings, secrets, allowedHosts }: PagerDutyService, id: string): Promise<string | null> {
  if (!secrets.apiKey || !/^\w{1,40}$/.test(id)) return null;
  const answer = await outgoing({
    url: `${(settings.apiUrl || USUAL).replace(/\/+$/, "")}/users/${id}`,
    headers: { authorization: `Token token=${secrets.apiKey}`, accept: "application/vnd.pagerduty+json;version=2" },
    allowedHosts,
    maxBytes: ANSWER_BYTES,
    timeoutMs: 5_000,
    isFollowing: false,
  }).catch(() => null);
  if (answer?.status !== 200) return null;
  try {
    const { user } = JSON.parse(answer.text) as { user?: { email?: unknown } };
    return typeof user?.email === "string" ? user.email.toLowerCase() : null;
  } catch {
    return null;
  }
}
