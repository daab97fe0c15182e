import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { type Claimed, claimDue, clearSettled, RENEW_MS, renewLeases, untilNextDelivery } from "./claim-due.ts";
import { sendClaimed } from "./send.ts";

/** At most this many at once; a receiver that hangs holds one place until its lease ends. */
const PLACES = 32;
/** Few at a time, so that a sender that dies holds few leases. */
const MOST_AT_ONCE = 16;
const SWEEP_MS = 2_000;
const BUSY_MS = 50;

/** Sends what is due. `look` is for who knows that something is. Returns how to stop, which waits for what is being sent. */
export function startSending(): { look: () => void; stop: () => Promise<void> } {
  const sending = new Map<Claimed, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  let isAsked = false;

  async function round(): Promise<void> {
    let sleep = SWEEP_MS;
    try {
      for (;;) {
        const free = Math.min(MOST_AT_ONCE, PLACES - sending.size);
        if (free <= 0) return;
        const claimed = await claimDue(free);
        for (const one of claimed) keep(one);
        if (claimed.length < free) break;
      }
      const next = await untilNextDelivery();
      if (next !== null) sleep = Math.min(sleep, next > 0 ? next : BUSY_MS);
    } catch (error) {
      log.warn({ error: String(error) }, "Due pages could not be read; trying again.");
    }
    lookIn(isAsked ? 0 : Math.ceil(sleep));
  }

  function keep(claimed: Claimed): void {
    const kept = sendClaimed(claimed)
      .catch((error: unknown) => log.warn({ error: String(error) }, "What came of a page was not recorded; its lease runs out first."))
      .finally(() => {
        sending.delete(claimed);
        look();
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
