import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";

/** The row that a message belongs to, and for how many seconds the same is a repeat; null: for as long as it is kept. */
export type Key = { id: string; windowSeconds: number | null };

/** Bodies that hold a time or an id of their own come again only when they are sent again. */
const HOLDS_ITS_ID = null;
const WINDOWS: Record<IntegrationKind, number | null> = {
  // Says the same again after its repeat interval; a retry comes sooner.
  alertmanager: 300,
  grafana: 300,
  pagerduty: HOLDS_ITS_ID,
  datadog: HOLDS_ITS_ID,
  // May hold nothing that tells two times apart, so what comes after a minute is news.
  generic: 60,
  github: HOLDS_ITS_ID,
};

/** By the sender's id where that is part of what was proven, else by what the body says. */
export function keyOf(integrationId: string, kind: IntegrationKind, headers: IncomingHttpHeaders, body: Buffer): Key {
  if (kind === "generic") {
    const id = headers["webhook-signature"] ? headers["webhook-id"] : headers["idempotency-key"];
    if (typeof id === "string" && id !== "") return { id: idOf(`${integrationId} id ${id}`), windowSeconds: null };
  }
  const subject = kind === "github" ? String(headers["x-github-event"] ?? "") : "";
  return { id: idOf(`${integrationId} body ${subject}`, body), windowSeconds: WINDOWS[kind] };
}

/** 122 bits of SHA-256 as an id (UUID version 8, RFC 9562): the same for the same parts. */
export function idOf(name: string, body?: Buffer): string {
  const hash = createHash("sha256").update(name).update("\n");
  const bytes = (body ? hash.update(body) : hash).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 0 for what speaks of something critical, 2 for what says that something is over, 1 else. Only an order of work: nothing is decided by it. */
export function urgencyOf(body: Buffer): number {
  const head = body.toString("latin1", 0, 64 * 1024);
  if (/critical|"P1"|"SEV1"|emergency|disaster|"high"/i.test(head)) return 0;
  return /"status"\s*:\s*"firing"|"firing"|trigger|alert/i.test(head) ? 1 : 2;
}
