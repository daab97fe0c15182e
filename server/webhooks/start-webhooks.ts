import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { type Claimed, claimDue } from "./claim-due.ts";
import { deliver } from "./deliver.ts";
import { queueEvents, sweepForEvents } from "./queue-events.ts";

const GATHER_MS = 250;
const SWEEP_MS = 60_000;
const LOOK_MS = 1_000;

/** Keeps deliveries up to the log, and sends what is due. Returns how to stop, which waits for what is being sent. */
export function startWebhooks(): () => Promise<void> {
  const sender = startSending();
  const stopFollowing = followLog(sender.look);
  return () => {
    stopFollowing();
    return sender.stop();
  };
}

/** Woken by each fact, with a sweep for what was forgotten. */
function followLog(onQueued: () => void): () => void {
  const changed = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  const run = (work: Promise<void>): void => {
    work.then(onQueued, (error: unknown) => log.warn({ error: String(error) }, "Webhooks were not brought up to date; the sweep repeats it."));
  };
  const flush = (): void => {
    gathering = undefined;
    const ids = [...changed];
    changed.clear();
    run(queueEvents(ids));
  };
  const silence = hear((wake) => {
    if (wake.kind !== "incident") return;
    changed.add(wake.id);
    gathering ??= setTimeout(flush, GATHER_MS);
  });
  const sweep = setInterval(() => run(sweepForEvents()), SWEEP_MS);
  run(sweepForEvents());
  return () => {
    silence();
    clearTimeout(gathering);
    clearInterval(sweep);
  };
}

/** Each webhook has a lane of its own, so that a slow receiver keeps none of the others waiting. */
function startSending(): { look: () => void; stop: () => Promise<void> } {
  const lanes = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const look = (): void => {
    if (isStopped) return;
    looking ??= takeDue()
      .catch((error: unknown) => log.warn({ error: String(error) }, "Due webhook deliveries could not be read; trying again."))
      .finally(() => {
        looking = undefined;
      });
  };
  const takeDue = async (): Promise<void> => {
    const claimed = await claimDue([...lanes.keys()]);
    for (const [id, messages] of Map.groupBy(claimed, ({ webhook }) => webhook.id)) {
      const lane = deliverAll(messages).finally(() => {
        lanes.delete(id);
        look();
      });
      lanes.set(id, lane);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    look,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.allSettled(lanes.values());
    },
  };
}

async function deliverAll(messages: Claimed[]): Promise<void> {
  const outcomes = await Promise.allSettled(messages.map(deliver));
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") log.warn({ error: String(outcome.reason) }, "A webhook's outcome was not recorded; its lease runs out first.");
  }
}
