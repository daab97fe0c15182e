import { createHmac, timingSafeEqual } from "node:crypto";

const SLACK_WINDOW_S = 5 * 60;

export type SlackSigned = { body: Buffer; timestamp: string | undefined; signature: string | undefined };

/** Whether Slack signed these very bytes with one of the secrets, at most five minutes ago. Constant time in the digest. Pure. */
export function isSignedBySlack({ body, timestamp = "", signature = "" }: SlackSigned, secrets: readonly string[], nowMs: number): boolean {
  if (!/^[1-9]\d{8,11}$/.test(timestamp) || Math.abs(nowMs / 1_000 - Number(timestamp)) > SLACK_WINDOW_S) return false;
  const digest = /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (!digest) return false;
  return isOneOf(digest, secrets, (secret) => createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body));
}

/** Whether PagerDuty signed these bytes: one of the header's signatures by one of the secrets. Constant time in the digest. Pure. */
export function isSignedByPagerDuty(body: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const digests = (header ?? "")
    .split(",")
    .slice(0, 10)
    .flatMap((one) => /^v1=([0-9a-f]{64})$/.exec(one.trim())?.[1] ?? []);
  return digests.map((digest) => isOneOf(digest, secrets, (secret) => createHmac("sha256", secret).update(body))).some(Boolean);
}

type Hmac = ReturnType<typeof createHmac>;

/** Every secret is tried, so that the time tells nothing. Empty ones sign nothing. */
function isOneOf(digest: string, secrets: readonly string[], sign: (secret: string) => Hmac): boolean {
  const given = Buffer.from(digest, "hex");
  return secrets
    .filter((secret) => secret !== "")
    .map((secret) => timingSafeEqual(given, sign(secret).digest()))
    .some(Boolean);
}
