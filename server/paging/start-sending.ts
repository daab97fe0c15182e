import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { type Claimed, claimDue, clearSettled, RENEW_MS, renewLeases, untilNextDelivery } from "./claim-due.ts";
import { sendClaimed } from "./send.ts";

/** At most this many at once by one channel, so that one that hangs keeps none of the others waiting. */
const PLACES = 24;
/** Claims are shared by so many, as long as there are more. */
const FEW = 8;
const SWEEP_MS = 2_000;
const BUSY_MS = 50;
/** How soon to look again when the database was away. */
const AFTER_FAILURE_MS = 200;

/** Sends what is due. `look` is for who knows that something is. Returns how to stop, which waits for what is being sent. */
export function startSending(): { look: () => void; stop: () => Promise<void> } {
  const sending = new Map<Claimed, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  let isAsked = false;
  /** The last claim took all that it could. */
  let hasMore = false;

  async function round(): Promise<void> {
    let sleep = SWEEP_MS;
    try {
      for (;;) {
        const full = fullChannels();
        const claimed = await claimDue(PLACES - FEW, full);
        for (const one of claimed) keep(one);
        hasMore = claimed.length > 0 || full.length > 0;
        if (claimed.length === 0 || claimed.some(({ channel }) => isFull(channel))) break;
      }
      const next = await untilNextDelivery();
      if (next !== null) sleep = Math.min(sleep, next > 0 ? next : BUSY_MS);
    } catch (error) {
      log.warn({ error: String(error) }, "Due pages could not be read; trying again.");
      sleep = AFTER_FAILURE_MS;
    }
    lookIn(isAsked ? 0 : Math.ceil(sleep));
  }

  function inHand(channel: string): number {
    let count = 0;
    for (const held of sending.keys()) if (held.channel === channel) count += 1;
    return count;
  }

  /** No room for another handful. */
  function isFull(channel: string): boolean {
    return inHand(channel) >= FEW;
  }

  function fullChannels(): string[] {
    return [...new Set([...sending.keys()].map(({ channel }) => channel))].filter(isFull);
  }

  function keep(claimed: Claimed): void {
    const kept = sendClaimed(claimed)
      .catch((error: unknown) => log.warn({ error: String(error) }, "What came of a page was not recorded; its lease runs out first."))
      .finally(() => {
        sending.delete(claimed);
        if (hasMore && inHand(claimed.channel) === FEW - 1) look();
      });
    sending.set(claimed, kept);
  }

  function lookIn(milliseconds: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(look, milliseconds);
  }

  function look(): void {
    isAsked = true;
    if (isStopped || looking) return;
    isAsked = false;
    clearTimeout(timer);
    looking = round().finally(() => {
      looking = undefined;
      if (isAsked) lookIn(0);
    });
  }

  const silence = hear((wake) => {
    if (wake.kind === "all" || (wake.kind === "incident" && wake.fact === "page")) look();
  });
  const renewing = setInterval(() => {
    if (sending.size > 0) renewLeases([...sending.keys()]).catch(() => undefined);
  }, RENEW_MS);
  const sweep = setInterval(() => {
    clearSettled().catch(() => undefined);
    look();
  }, SWEEP_MS);
  look();

  return {
    look,
    stop: async () => {
      isStopped = true;
      silence();
      clearTimeout(timer);
      clearInterval(sweep);
      await looking;
      await Promise.allSettled(sending.values());
      clearInterval(renewing);
    },
  };
}
