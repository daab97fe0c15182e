import { createHmac } from "node:crypto";

export type Reply = { status: number; body: Record<string, unknown> };
export type SlackSent = { url: string; body: string; headers: Record<string, string> };

/** A request as Slack signs and sends it. */
export function signedBySlack(url: string, fields: Record<string, string>, secret: string, atMs = Date.now()): SlackSent {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(atMs / 1_000));
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": signature,
  };
  return { url, body, headers };
}

/** A request as a webhook subscription of PagerDuty sends it. */
export function signedByPagerDuty(url: string, event: object, ...secrets: string[]): SlackSent {
  const body = JSON.stringify({ event });
  const signatures = secrets.map((secret) => `v1=${createHmac("sha256", secret).update(body).digest("hex")}`);
  return { url, body, headers: { "content-type": "application/json", "x-pagerduty-signature": signatures.join(",") } };
}

export async function post({ url, body, headers }: SlackSent): Promise<Reply> {
  const response = await fetch(url, { method: "POST", headers, body });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
