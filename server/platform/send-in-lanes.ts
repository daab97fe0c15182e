import { log } from "./log.ts";

const LOOK_MS = 1_000;
/** At most this many at once in one lane: a mail server that hangs keeps no webhook waiting. */
const LANES = 6;
const MOST = 12;

/**
 * `claim`: takes what is due and not in a lane that is full, at most so many. `deliver`: sends one and records what came of it. `lane`: what waits
 * for each other. `what`: is sent, in the plural, for the log.
 */
type Sending<Claimed> = {
  what: string;
  lane: (claimed: Claimed) => string;
  claim: (most: number, full: string[]) => Promise<Claimed[]>;
  deliver: (claimed: Claimed) => Promise<unknown>;
};

/** Sends what is due, some at once. `look` looks now instead of within a second; `stop` waits for what is being sent. */
export function sendInLanes<Claimed>({ what, lane, claim, deliver }: Sending<Claimed>): { look: () => void; stop: () => Promise<void> } {
  const sending = new Map<Claimed, Promise<void>>();
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const full = (): string[] => [...Map.groupBy(sending.keys(), lane)].filter(([, held]) => held.length >= LANES).map(([name]) => name);
  const keep = (claimed: Claimed): void => {
    const kept = deliver(claimed)
      .then(() => undefined)
      .catch((error: unknown) => log.warn({ what, error: String(error) }, "What came of a message was not recorded; its lease runs out first."))
      .finally(() => {
        sending.delete(claimed);
        look();
      });
    sending.set(claimed, kept);
  };
  const look = (): void => {
    if (isStopped || looking) return;
    looking = claim(MOST, full())
      .then((claimed) => {
        for (const one of claimed) keep(one);
      })
      .catch((error: unknown) => log.warn({ what, error: String(error) }, "What is due could not be read; trying again."))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    look,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.allSettled(sending.values());
    },
  };
}
