import { systemCtx } from "#server/platform/ctx.ts";
import { log } from "#server/platform/log.ts";
import { remind } from "./remind.ts";

const SWEEP_MS = 60_000;

/** Reminds of shifts and gaps: sleeps until the next one is due, and looks every minute by itself. Any number may run. Returns how to stop. */
export function startReminders(): () => Promise<void> {
  const ctx = systemCtx("On call");
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = round();

  async function round(): Promise<void> {
    const next = await remind(ctx).catch((error: unknown) => {
      log.warn({ error: String(error) }, "Nobody could be reminded of shifts; trying again.");
      return SWEEP_MS;
    });
    if (!isStopped) timer = setTimeout(look, Math.min(SWEEP_MS, Math.max(1_000, next)));
  }

  function look(): void {
    running = running.then(round);
  }

  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
