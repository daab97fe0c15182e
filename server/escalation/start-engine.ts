import { systemCtx } from "#server/platform/ctx.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { fireDue, untilNext } from "./fire-due.ts";
import { holdAfterRestore } from "./hold-after-restore.ts";

/** The name under which the engine acts on timelines. */
export const PAGER = "Pager";

/** The floor under everything that may be forgotten: a lost notification, a clock that was set. */
const SWEEP_MS = 5_000;
/** Facts that come within this span look at the clock once. */
const GATHER_MS = 5;
/** How soon to come back to what is due but was locked. */
const BUSY_MS = 50;
const AFTER_FAILURE_MS = 200;

/** Facts that can make a level due, or arm one. */
const MOVING = new Set(["declared", "severity", "impact", "status", "page", "acknowledgement", "escalation", "unmerged"]);

/** `onFired`: pages may have been made. `onRound`: what else goes the engine's way, each time it looks. */
type Engine = { onFired: () => void; onRound?: () => Promise<void> };

/**
 * The engine of escalations: sleeps until the next step is due by the database's clock, is woken by facts that move it, and looks every five
 * seconds besides. Any number may run. Returns how to stop after what is in hand.
 */
export function startEngine({ onFired, onRound }: Engine): () => Promise<void> {
  const ctx = systemCtx(PAGER);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isAsked = false;
  let isLooked = false;
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    let sleep = SWEEP_MS;
    try {
      if (!isLooked) await holdAfterRestore(ctx);
      isLooked = true;
      if ((await fireDue(ctx)) > 0) onFired();
      await onRound?.();
      const next = await untilNext();
      if (next !== null) sleep = Math.min(sleep, next > 0 ? next : BUSY_MS);
    } catch (error) {
      log.warn({ error: String(error) }, "Escalations could not be looked at; trying again.");
      sleep = AFTER_FAILURE_MS;
    }
    if (!isStopped) lookIn(isAsked ? 0 : Math.ceil(sleep));
  }

  function lookIn(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, milliseconds);
  }

  function look(): void {
    if (isStopped || running) return;
    isAsked = false;
    running = round().finally(() => {
      running = undefined;
    });
  }

  const silence = hear((wake) => {
    if (wake.kind === "all" || (wake.kind === "incident" && MOVING.has(wake.fact))) {
      isAsked = true;
      if (!running && !isStopped) lookIn(GATHER_MS);
    }
  });
  look();

  return async () => {
    isStopped = true;
    silence();
    clearTimeout(timer);
    await running;
  };
}
