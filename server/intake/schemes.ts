import type { IncomingHttpHeaders } from "node:http";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { hmac, isBase64Of, isHexOf, isSecret } from "./signature.ts";

/** A message as it came. `at`: milliseconds since 1970, when it came. */
export type Message = { headers: IncomingHttpHeaders; body: Buffer; at: number };
/** True when the message proves that it was sent by who knows this secret; null when it carries no proof of this kind at all. */
type Scheme = (message: Message, secret: string) => boolean | null;

const WINDOW_MS = 5 * 60_000;
const STANDARD_PREFIX = "whsec_";

const one = (header: string | string[] | undefined): string | null => (typeof header === "string" && header !== "" ? header : null);

/** Whether seconds since 1970 are near enough to be no replay. */
function isRecent(seconds: string, at: number): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(at - Number(seconds) * 1_000) <= WINDOW_MS;
}

/** `Authorization: Bearer <secret>`, or Basic with the secret as the password. */
const carried: Scheme = ({ headers }, secret) => {
  const given = one(headers.authorization);
  if (given === null) return null;
  const [, scheme = "", value = ""] = /^(\S+) +(\S+) *$/.exec(given) ?? [];
  if (scheme.toLowerCase() === "bearer") return isSecret(value, secret);
  if (scheme.toLowerCase() !== "basic") return false;
  const words = Buffer.from(value, "base64").toString("utf8");
  return isSecret(words.slice(words.indexOf(":") + 1), secret);
};

/** `X-Hub-Signature-256: sha256=<hex>` over the body. */
const github: Scheme = ({ headers, body }, secret) => {
  const given = one(headers["x-hub-signature-256"]);
  return given === null ? null : given.startsWith("sha256=") && isHexOf(given.slice("sha256=".length), hmac(secret, body));
};

/** `X-PagerDuty-Signature: v1=<hex>,v1=<hex>` over the body: one for each secret that lives. */
const pagerduty: Scheme = ({ headers, body }, secret) => {
  const given = one(headers["x-pagerduty-signature"]);
  if (given === null) return null;
  const wanted = hmac(secret, body);
  const signatures = given.split(",").map((part) => part.trim());
  if (signatures.length > 10 || !signatures.every((part) => /^v\d+=\w+$/.test(part))) return false;
  return signatures.some((part) => part.startsWith("v1=") && isHexOf(part.slice("v1=".length), wanted));
};

/** `X-Grafana-Alerting-Signature: <hex>` over the body, or over `<seconds>:<body>` where the contact point names a header for the time. */
const grafana: Scheme = ({ headers, body, at }, secret) => {
  const given = one(headers["x-grafana-alerting-signature"]);
  if (given === null) return null;
  const seconds = one(headers["x-grafana-alerting-timestamp"]);
  if (seconds === null) return isHexOf(given, hmac(secret, body));
  return isRecent(seconds, at) && isHexOf(given, hmac(secret, seconds, ":", body));
};

/** The Standard Webhooks specification: `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
const standard: Scheme = ({ headers, body, at }, secret) => {
  const [id, seconds, given] = [one(headers["webhook-id"]), one(headers["webhook-timestamp"]), one(headers["webhook-signature"])];
  if (given === null) return null;
  if (id === null || seconds === null || !isRecent(seconds, at)) return false;
  const key = secret.startsWith(STANDARD_PREFIX) ? Buffer.from(secret.slice(STANDARD_PREFIX.length), "base64") : secret;
  const wanted = hmac(key, id, ".", seconds, ".", body);
  const signatures = given.split(" ").slice(0, 10);
  return signatures.some((part) => part.startsWith("v1,") && isBase64Of(part.slice("v1,".length), wanted));
};

/** How messages of each kind prove where they come from; the first that a message carries decides. */
export const SCHEMES: Record<IntegrationKind, readonly Scheme[]> = {
  alertmanager: [carried],
  grafana: [grafana, carried],
  pagerduty: [pagerduty],
  datadog: [carried],
  generic: [standard, carried],
  github: [github],
};

/** Null when the message is proven, else in words why not. Each of the secrets may be the one. */
export function whyUnproven(kind: IntegrationKind, message: Message, secrets: readonly string[]): string | null {
  for (const scheme of SCHEMES[kind]) {
    const proofs = secrets.map((secret) => scheme(message, secret));
    if (proofs.some((proof) => proof === true)) return null;
    if (proofs.some((proof) => proof === false))
      return "Its signature, secret or time does not fit. Compare the secret at the sender; its clock may be wrong too.";
  }
  return "It carries no signature or secret. Set one at the sender as the integration's page says.";
}
