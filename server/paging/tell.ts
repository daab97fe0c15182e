import { ChannelError, type Sent } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";
import { destinationOf } from "./destination.ts";
import type { NoticeMessage } from "./notice-message.ts";
import { type Outcome, outcomeOf } from "./outcome-rules.ts";
import { CHANNELS } from "./registry.ts";

const LONGEST_MS = 15_000;

/** A message in hand that tells somebody something. */
export type Telling = Pick<Claimed, "channel" | "methodId" | "recipient" | "destination" | "allowedHosts" | "attempt">;

/** Whether news can go by this channel. */
export function canTell(channel: string): boolean {
  return CHANNELS[channel]?.tell !== undefined;
}

/** Tells it once, and answers with what came of that. */
export async function tellBy(telling: Telling, notice: NoticeMessage): Promise<Outcome> {
  return outcomeOf(await attempt(telling, notice), telling.attempt, Math.random());
}

async function attempt(telling: Telling, notice: NoticeMessage): Promise<Sent | Error> {
  const channel = CHANNELS[telling.channel];
  if (!channel?.tell) return new ChannelError("News cannot go by this means. Choose another in Settings, Who is told.", { isFinal: true });
  try {
    return await channel.tell(notice, await destinationOf(telling), AbortSignal.timeout(LONGEST_MS), telling.attempt);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
