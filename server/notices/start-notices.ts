import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { type Claimed, claimDue } from "./claim-due.ts";
import { deliver } from "./deliver.ts";
import { NEWS_KINDS } from "./notice-rules.ts";
import { planNotices } from "./plan-notices.ts";

const GATHER_MS = 100;
const LOOK_MS = 1_000;
/** At most this many at once by one channel: a mail server that hangs keeps no webhook waiting. */
const LANES = 6;
const MOST = 12;

/** Keeps notices up to the log, and sends what is due. Returns how to stop, which waits for what is being sent. */
export function startNotices(): () => Promise<void> {
  const sender = startSending();
  const stopFollowing = followLog(sender.look);
  return async () => {
    await stopFollowing();
    await sender.stop();
  };
}

/** Woken by each fact that may be news, and by the listener's own tick for what was missed. */
function followLog(onPlanned: () => void): () => Promise<void> {
  const kinds: readonly string[] = NEWS_KINDS;
  const changed = new Set<string>();
  let isAll = true;
  let gathering: NodeJS.Timeout | undefined;
  let planning: Promise<void> = Promise.resolve();
  const flush = (): void => {
    gathering = undefined;
    const wanted = isAll ? "all" : [...changed];
    isAll = false;
    changed.clear();
    planning = planning
      .then(() => planNotices(wanted))
      .then(onPlanned)
      .catch((error: unknown) => {
        log.warn({ error: String(error) }, "Who is told was not decided; it is tried again.");
        isAll = true;
      });
  };
  const silence = hear((wake) => {
    if (wake.kind === "all") isAll = true;
    else if (wake.kind === "incident" && kinds.includes(wake.fact)) changed.add(wake.id);
    else return;
    gathering ??= setTimeout(flush, GATHER_MS);
  });
  flush();
  return async () => {
    silence();
    clearTimeout(gathering);
    await planning;
  };
}

function startSending(): { look: () => void; stop: () => Promise<void> } {
  const sending = new Map<Claimed, Promise<void>>();
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const fullChannels = (): string[] =>
    [...Map.groupBy(sending.keys(), ({ channel }) => channel)].filter(([, held]) => held.length >= LANES).map(([channel]) => channel);
  const keep = (claimed: Claimed): void => {
    const kept = deliver(claimed)
      .catch((error: unknown) => log.warn({ error: String(error) }, "What came of a notice was not recorded; its lease runs out first."))
      .finally(() => {
        sending.delete(claimed);
        look();
      });
    sending.set(claimed, kept);
  };
  const look = (): void => {
    if (isStopped || looking) return;
    looking = claimDue(MOST, fullChannels())
      .then((claimed) => {
        for (const one of claimed) keep(one);
      })
      .catch((error: unknown) => log.warn({ error: String(error) }, "Due notices could not be read; trying again."))
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
