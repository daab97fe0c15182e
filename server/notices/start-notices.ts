import { log } from "#server/platform/log.ts";
import { sendInLanes } from "#server/platform/send-in-lanes.ts";
import { hear } from "#server/realtime/listener.ts";
import { claimDue } from "./claim-due.ts";
import { deliver } from "./deliver.ts";
import { NEWS_KINDS } from "./notice-rules.ts";
import { planNotices } from "./plan-notices.ts";

const GATHER_MS = 100;

/** Keeps notices up to the log, and sends what is due. Returns how to stop, which waits for what is being sent. */
export function startNotices(): () => Promise<void> {
  const sender = sendInLanes({ what: "notices", lane: ({ channel }) => channel, claim: claimDue, deliver });
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
