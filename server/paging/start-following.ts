import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { ChannelError, type Since } from "./channel.ts";
import { type Behind, claimBehind, recordTold, tellLater } from "./claim-behind.ts";
import { destinationOf } from "./destination.ts";
import { CHANNELS } from "./registry.ts";
import { messageOf } from "./send.ts";

const BATCH = 16;
const SWEEP_MS = 2_000;
const LONGEST_MS = 15_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Brings messages that were sent up to how things stand. Returns how to stop, which waits for what is being told. */
export function startFollowing(): () => Promise<void> {
  let looking: Promise<void> | undefined;
  let isAsked = false;
  let isStopped = false;
  const look = (): void => {
    isAsked = true;
    if (isStopped || looking) return;
    isAsked = false;
    looking = followAll()
      .catch((error: unknown) => log.warn({ error: String(error) }, "Sent pages could not be brought up to date; trying again."))
      .finally(() => {
        looking = undefined;
        if (isAsked) look();
      });
  };
  const silence = hear((wake) => {
    if (wake.kind === "all" || wake.kind === "incident") look();
  });
  const sweep = setInterval(look, SWEEP_MS);
  look();
  return async () => {
    isStopped = true;
    silence();
    clearInterval(sweep);
    await looking;
  };
}

/** Everything that is behind now; what fails waits for its next turn. */
export async function followAll(): Promise<void> {
  for (;;) {
    const behind = await claimBehind(BATCH);
    await Promise.all(behind.map(follow));
    if (behind.length < BATCH) return;
  }
}

async function follow(behind: Behind): Promise<void> {
  try {
    await tell(behind);
    await recordTold(behind);
  } catch (error) {
    const asked = error instanceof ChannelError ? error.retryAfterMs : null;
    const isFinal = error instanceof ChannelError && error.isFinal;
    const usual = isFinal ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (behind.turn - 1));
    await tellLater(behind, asked ?? usual);
    log.warn({ channel: behind.channel, error: String(error) }, "A sent page was not brought up to date; it is tried again.");
  }
}

async function tell(behind: Behind): Promise<void> {
  const channel = CHANNELS[behind.channel];
  const reference = behind.reference ?? behind.pageId;
  if (!channel?.follow) return;
  const [message, destination] = await Promise.all([messageOf(behind), destinationOf(behind)]);
  await channel.follow(message, reference, { state: behind.since, words: wordsOf(behind) }, destination, AbortSignal.timeout(LONGEST_MS));
}

/** How it stands, in a sentence. Pure. */
export function wordsOf({
  since,
  by,
  recipient,
  phase,
  incident,
}: Pick<Behind, "since" | "by" | "recipient" | "phase" | "incident">): Since["words"] {
  if (since === "acknowledged") return by ? `Acknowledged by ${by}.` : "Acknowledged.";
  if (since === "declined") return `${recipient?.name ?? "Whoever was paged"} cannot take it.`;
  const isOver = ["resolved", "closed", "cancelled", "merged"].includes(phase);
  return isOver ? `${incident.reference} is ${phase}.` : "Nobody needs to answer any more.";
}
