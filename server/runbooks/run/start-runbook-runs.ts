import { hostname } from "node:os";
import { log } from "#server/platform/log.ts";
import { ask } from "#server/platform/sql.ts";
import { hear } from "#server/realtime/listener.ts";
import { LeaseLost } from "./change-run.ts";
import { drive } from "./drive.ts";
import type { Claim } from "./performing.ts";

const LOOK_MS = 1_000;
/** A worker that has not renewed its lease for so long is dead, and whatever it ran with it. */
type Limits = { leaseSeconds: number; renewMs: number };
const LIMITS: Limits = { leaseSeconds: 10, renewMs: 2_000 };
const MOST = 8;

type Held = { stop: AbortController; done: Promise<void>; fence: number };

/** Drives runs of runbooks: each by one worker under a lease. Returns how to stop, which ends what runs; those steps become `unknown`. */
export function startRunbookRuns({ leaseSeconds, renewMs }: Limits = LIMITS): () => Promise<void> {
  const held = new Map<string, Held>();
  let isStopped = false;
  let looking: Promise<void> | undefined;
  let isWanted = false;
  const look = (): void => {
    isWanted = true;
    if (isStopped || looking) return;
    isWanted = false;
    looking = claimDue(MOST - held.size, leaseSeconds)
      .then((claims) => {
        for (const claim of claims) keep(claim);
      })
      .catch((error: unknown) => log.warn({ error: String(error) }, "Due runs of runbooks could not be read; trying again."))
      .finally(() => {
        looking = undefined;
        if (isWanted) look();
      });
  };
  const keep = (claim: Claim): void => {
    const stop = new AbortController();
    // A lease that ran out in a worker that lives may be claimed again by the same one: what it still runs is ended first.
    const before = held.get(claim.id);
    before?.stop.abort();
    const done = Promise.resolve(before?.done)
      .then(() => drive(claim, stop.signal))
      .catch(async (error: unknown) => {
        if (error instanceof LeaseLost) return;
        await putOff(claim).catch(() => undefined);
        log.error({ run: claim.id, error: String(error) }, "A run of a runbook could not be driven; it is tried again.");
      })
      .finally(async () => {
        if (held.get(claim.id)?.fence === claim.fence) held.delete(claim.id);
        await release(claim).catch(() => undefined);
        look();
      });
    held.set(claim.id, { stop, done, fence: claim.fence });
  };
  const renewing = setInterval(() => void renewAll(held, leaseSeconds).catch(() => undefined), renewMs);
  const timer = setInterval(look, LOOK_MS);
  const silence = hear((wake) => {
    if (wake.kind !== "runbook" && wake.kind !== "all") return;
    look();
    if (wake.kind === "runbook") void stopIfAsked(wake.id, held);
  });
  look();
  return async () => {
    isStopped = true;
    silence();
    clearInterval(timer);
    clearInterval(renewing);
    await looking;
    const all = [...held.values()];
    for (const { stop } of all) stop.abort();
    await Promise.allSettled(all.map(({ done }) => done));
  };
}

async function claimDue(most: number, leaseSeconds: number): Promise<Claim[]> {
  if (most <= 0) return [];
  return ask<Claim>({
    name: "runbook-claim",
    text: `UPDATE runbook_run SET worker = $2, fence = fence + 1, lease_until = muster_now() + make_interval(secs => $3)
      WHERE id IN (SELECT id FROM runbook_run WHERE due_at <= muster_now() AND (lease_until IS NULL OR lease_until < muster_now())
        ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id, fence`,
    values: [most, `${hostname()} ${process.pid}`, leaseSeconds],
  });
}

/** Whoever lost its lease ends what it runs: somebody else has the run now. */
async function renewAll(held: ReadonlyMap<string, Held>, leaseSeconds: number): Promise<void> {
  for (const [id, { fence, stop }] of held) {
    const kept = await ask<{ is_stopping: boolean }>({
      name: "runbook-renew",
      text: `UPDATE runbook_run SET lease_until = muster_now() + make_interval(secs => $3) WHERE id = $1 AND fence = $2 RETURNING is_stopping`,
      values: [id, fence, leaseSeconds],
    });
    if (kept.length === 0 || kept[0]?.is_stopping) stop.abort();
  }
}

async function stopIfAsked(id: string, held: ReadonlyMap<string, Held>): Promise<void> {
  const mine = held.get(id);
  if (!mine) return;
  const [row] = await ask<{ is_stopping: boolean }>({
    name: "runbook-is-stopping",
    text: "SELECT is_stopping FROM runbook_run WHERE id = $1",
    values: [id],
  }).catch(() => []);
  if (row?.is_stopping) mine.stop.abort();
}

async function putOff({ id, fence }: Claim): Promise<void> {
  await ask({
    name: "runbook-put-off",
    text: "UPDATE runbook_run SET due_at = muster_now() + interval '5 seconds' WHERE id = $1 AND fence = $2",
    values: [id, fence],
  });
}

/** Free for the next claim at once; a run that waits for somebody is not due any more. */
async function release({ id, fence }: Claim): Promise<void> {
  await ask({ name: "runbook-release", text: "UPDATE runbook_run SET lease_until = NULL WHERE id = $1 AND fence = $2", values: [id, fence] });
}
