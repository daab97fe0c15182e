import { createHash } from "node:crypto";
import type { Actor } from "#lib/contracts/actor.ts";
import type { Fact } from "#lib/contracts/timeline.ts";

/** How the incident stands when the event is queued, and the fact. `occurredAt` RFC 3339. */
export type IncidentEvent = {
  reference: string;
  title: string;
  severity: string | null;
  phase: string;
  kind: string;
  seq: number;
  occurredAt: string;
  actor: Actor;
  fact: Fact;
};

export type Message = { type: string; body: string };

/** One fact as the receiver gets it. `data.kind` tells real incidents from drills and tests. Pure. */
export function incidentMessage({ occurredAt, ...data }: IncidentEvent): Message {
  return messageOf(`incident.${data.fact.kind}`, occurredAt, data);
}

/** What “Send test event” sends. Pure. */
export function testMessage(name: string, at: string): Message {
  return messageOf("webhook.test", at, { message: `This is a test of the webhook “${name}”. It is about no incident.` });
}

/** The same for the same webhook and entry, so that receivers know a message that came twice. Pure. */
export function messageIdOf(webhookId: string, ...about: (string | number)[]): string {
  const digest = createHash("sha256").update([webhookId, ...about].join("/"));
  return `msg_${digest.digest("base64url").slice(0, 27)}`;
}

function messageOf(type: string, timestamp: string, data: object): Message {
  return { type, body: JSON.stringify({ type, timestamp, data }) };
}
