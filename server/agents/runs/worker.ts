import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { LIMITS, type Limits } from "../limits.ts";
import { type ChosenModel, chooseModel } from "../model/choose.ts";
import { type Equipment, equipAgents } from "../registry.ts";
import { driveRun } from "./drive.ts";
import { type ClaimedRun, claimRuns, LostLease, newWorkerName, releaseRuns, renewLeases } from "./store.ts";

/** `limits` and `model` are for tests; otherwise they are those of the product and of the environment. */
export type Options = Equipment & { limits?: Partial<Limits>; model?: ChosenModel | null; atOnce?: number };

type Driven = { run: ClaimedRun; stopped: AbortController; done: Promise<void> };

/**
 * Drives agents' runs in this process: takes queued ones and those whose worker was lost, a few at once, and holds them by leases.
 * Returns how to stop: what is under way is given back for another worker to go on with.
 */
export function startAgentRuns({
  limits: given = {},
  model = chooseModel(),
  atOnce = env().MUSTER_AGENT_RUNS,
  ...equipment
}: Options): () => Promise<void> {
  equipAgents(equipment);
  const limits = { ...LIMITS, ...given };
  const worker = newWorkerName();
  const driven = new Map<string, Driven>();
  let isStopped = false;
  let isClaiming = false;
  let isWanted = false;

  function take(run: ClaimedRun): void {
    const stopped = new AbortController();
    const drive = { run, limits, model, signal: stopped.signal, abort: (reason: unknown) => stopped.abort(reason) };
    const done = driveRun(drive)
      .catch((error: unknown) => {
        if (error instanceof LostLease || stopped.signal.aborted) return;
        log.warn({ error: error instanceof Error ? error.stack : String(error), run: run.id }, "A run was interrupted and is taken up again.");
      })
      .finally(() => {
        driven.delete(run.id);
        void claim();
      });
    driven.set(run.id, { run, stopped, done });
  }

  /** Asked for while one is under way, it looks once more: that one may have looked before the run was there. */
  async function claim(): Promise<void> {
    if (isClaiming) isWanted = true;
    if (isStopped || isClaiming || driven.size >= atOnce) return;
    isClaiming = true;
    isWanted = false;
    try {
      const runs = await claimRuns(worker, atOnce - driven.size, limits.leaseSeconds);
      for (const run of runs) take(run);
    } catch (error) {
      log.warn({ error: String(error) }, "Queued runs of agents cannot be read; trying again.");
    } finally {
      isClaiming = false;
      if (isWanted) void claim();
    }
  }

  /** A run that is not this worker's any more was cancelled, or this process was too slow: it stops at once. */
  async function renew(ids = [...driven.keys()]): Promise<void> {
    if (ids.length === 0) return;
    const mine = await renewLeases(worker, ids, limits.leaseSeconds).catch(() => null);
    for (const id of mine ? ids : []) if (!mine?.has(id)) driven.get(id)?.stopped.abort(new LostLease());
  }

  const tick = setInterval(() => {
    void renew();
    void claim();
  }, limits.renewMs);
  const unhear = hear((wake) => {
    if (wake.kind === "all") void claim();
    if (wake.kind === "run" && wake.seq === 0) void (driven.has(wake.id) ? renew([wake.id]) : claim());
  });
  void claim();

  return async () => {
    isStopped = true;
    clearInterval(tick);
    unhear();
    for (const { stopped } of driven.values()) stopped.abort(new LostLease());
    await Promise.allSettled([...driven.values()].map(({ done }) => done));
    await releaseRuns(worker).catch(() => undefined);
  };
}
