import { publicUrl } from "#server/platform/env.ts";
import { answerToken } from "./answer-token.ts";
import { ChannelError, type PageMessage, type Sent } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";
import { destinationOf } from "./destination.ts";
import { noteFailure } from "./note-failure.ts";
import { outcomeOf } from "./outcome-rules.ts";
import { CHANNELS } from "./registry.ts";
import { settle } from "./settle.ts";
import { tellUnreachable } from "./tell-unreachable.ts";

/** A receiver that takes longer is tried again: the key stays the same. */
const LONGEST_MS = 15_000;
/** A channel has no second means. When it fails so often, well within a minute, the level after it no longer waits; it is still tried. */
const GIVES_WAY_AT = 4;

/** Sends one claimed message and records what came of it. */
export async function sendClaimed(claimed: Claimed): Promise<void> {
  const met = await attempt(claimed);
  const { isUnreachable } = await settle({ claimed, outcome: outcomeOf(met, claimed.attempt, Math.random()) });
  if (met instanceof ChannelError && met.isFinal && claimed.methodId && claimed.recipient) await noteFailure(claimed.methodId, met);
  const givesWay = met instanceof Error && claimed.recipient === null && claimed.attempt >= GIVES_WAY_AT;
  if (isUnreachable || givesWay) await tellUnreachable(claimed, met instanceof Error ? met.message : "");
}

async function attempt(claimed: Claimed): Promise<Sent | Error> {
  const channel = CHANNELS[claimed.channel];
  if (!channel) return new ChannelError("What should carry it is gone or turned off. Choose another in the policy or the plan.", { isFinal: true });
  try {
    const [message, destination] = await Promise.all([messageOf(claimed), destinationOf(claimed)]);
    return await channel.send(message, destination, AbortSignal.timeout(LONGEST_MS), claimed.attempt);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

export async function messageOf({
  id,
  pageId,
  step,
  recipient,
  incident,
}: Pick<Claimed, "id" | "pageId" | "step" | "recipient" | "incident">): Promise<PageMessage> {
  const url = publicUrl();
  return {
    page: pageId,
    key: id,
    reference: incident.reference,
    title: incident.title,
    summary: incident.summary,
    severity: incident.severity,
    kind: incident.kind,
    services: incident.services.map(({ name }) => name),
    step,
    declaredAt: incident.timestamps.declaredAt?.at ?? "",
    roomUrl: `${url}/incidents/${incident.reference}`,
    answerUrl: recipient ? `${url}/ack/${await answerToken(pageId)}` : null,
    recipient: recipient ? { id: recipient.id, name: recipient.name } : null,
  };
}
