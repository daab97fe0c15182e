import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { log } from "#server/platform/log.ts";
import { appendChunks } from "./runs/append-chunks.ts";

const BATCH = 100;

/**
 * Ends proposals whose time is over by the database's clock, and answers with how many: each in a transaction with its run's transcript and
 * the audit trail, so that it happens once however many workers try. One that somebody decides right now is theirs.
 */
export async function expireProposals(ctx: Ctx): Promise<number> {
  authorize(ctx, "agent.run");
  let expired = 0;
  for (let due = await readDue(); due.length > 0; due = await readDue()) {
    const outcomes: boolean[] = [];
    for (const { id } of due) outcomes.push(await expireOrLeave(ctx, id));
    const done = outcomes.filter(Boolean).length;
    expired += done;
    if (done === 0) return expired;
  }
  return expired;
}

/** Milliseconds until the next one expires; null when none is open. Not above zero: it is due now. */
export async function untilNextExpiry(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ milliseconds: number | null }[]>`
    SELECT (extract(epoch FROM min(expires_at) - muster_now()) * 1000)::float8 AS milliseconds FROM proposal WHERE state = 'open'`;
  return row?.milliseconds ?? null;
}

function readDue(): Promise<{ id: string }[]> {
  return db().$queryRaw<{ id: string }[]>`
    SELECT id FROM proposal WHERE state = 'open' AND expires_at <= muster_now() AND (SELECT pg_try_advisory_xact_lock_shared(${DEADLINE_LOCK}))
    ORDER BY expires_at LIMIT ${BATCH}`;
}

async function expireOrLeave(ctx: Ctx, id: string): Promise<boolean> {
  return expireOne(ctx, id).catch((error: unknown) => {
    log.warn({ error: String(error), proposal: id }, "A proposal could not be ended yet; trying again.");
    return false;
  });
}

/** Takes both rows without waiting for either, so that it cannot meet a decision or a cancelled run in a circle. */
function expireOne(ctx: Ctx, id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [due] = await tx.$queryRaw<{ run: string; agent: string; tool: string; sha256: string }[]>`
      SELECT p.run_id AS run, r.agent, p.tool, p.hash AS sha256 FROM proposal p JOIN agent_run r ON r.id = p.run_id
      WHERE p.id = ${id}::uuid AND p.state = 'open' AND p.expires_at <= muster_now() FOR UPDATE OF p, r SKIP LOCKED`;
    if (!due) return false;
    await tx.$executeRaw`UPDATE proposal SET state = 'expired' WHERE id = ${id}::uuid`;
    await appendChunks(tx, due.run, [{ type: "data-proposal", id, data: { id, state: "expired" } }]);
    const { agent: proposedBy, ...detail } = due;
    await audit(tx, ctx, { action: "proposal.expire", subject: id, detail: { ...detail, proposedBy } });
    return true;
  });
}
