import { systemCtx } from "#server/platform/ctx.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { repairDeadlines } from "./repair-deadlines.ts";
import { DUE_SOURCES, type DueSource } from "./sources.ts";

const SWEEP_MS = 15_000;
/** Facts that come within this span look at the clock once. */
const GATHER_MS = 250;
/** How soon to come back to what is due but was locked. */
const BUSY_MS = 500;

/**
 * The engine of the deadlines: sleeps until the next one is due, is woken by each fact and proposal, and looks every 15 seconds by itself. Any number
 * may run. Returns how to stop after what is in hand.
 */
export function startDeadlines(): () => Promise<void> {
  const ctx = systemCtx();
  let timer: NodeJS.Timeout | undefined;
  let wakes: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = repair();

  async function repair(): Promise<void> {
    await repairDeadlines(ctx).catch((error: unknown) => log.warn({ error: String(error) }, "The deadlines were not compared with the incidents."));
    await round();
  }

  async function round(): Promise<void> {
    clearTimeout(timer);
    let sleep = SWEEP_MS;
    for (const source of DUE_SOURCES) {
      const next = await fireOf(source);
      if (next !== null) sleep = Math.min(sleep, next > 0 ? next : BUSY_MS);
    }
    if (!isStopped) timer = setTimeout(look, Math.ceil(sleep));
  }

  function fireOf({ fire, untilNext }: DueSource): Promise<number | null> {
    return fire(ctx)
      .then(untilNext)
      .catch((error: unknown) => {
        log.warn({ error: String(error) }, "The deadlines could not be looked at; trying again.");
        return null;
      });
  }

  function look(): void {
    wakes = undefined;
    if (!isStopped) running = running.then(round);
  }

  const silence = hear((wake) => {
    if (wake.kind === "incident" || wake.kind === "queue" || wake.kind === "all") wakes ??= setTimeout(look, GATHER_MS);
  });

  return async () => {
    isStopped = true;
    silence();
    clearTimeout(timer);
    clearTimeout(wakes);
    await running;
  };
}
