import { z } from "zod";
import type { TrailProof, VerifyTrail } from "#lib/contracts/audit.ts";
import { readCursor, writeCursor } from "#lib/contracts/page.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

const CHAINS_A_STEP = 50;
const ORGANISATION = "00000000-0000-0000-0000-000000000000";

/**
 * One step of checking the whole trail: first the organisation's chain, then those of incidents, fifty a step. Ask again with
 * `nextCursor` until it is null. Problems name private incidents by their chain's id only.
 */
export async function verifyTrail(ctx: Ctx, { cursor }: z.output<typeof VerifyTrail>): Promise<TrailProof> {
  authorize(ctx, "audit.read");
  const after = readCursor(cursor, z.tuple([z.uuid()]))?.[0];
  const ids = after ? await chainsAfter(after) : [];
  const proofs = after ? [] : [await verifyAudit()];
  for (const id of ids) proofs.push(await verifyAudit(id));
  const last = after ? ids.at(-1) : ORGANISATION;
  const isMore = !after || ids.length === CHAINS_A_STEP;
  return {
    chains: proofs.length,
    entries: proofs.reduce((sum, proof) => sum + proof.entries, 0),
    problems: proofs.flatMap(({ problem }) => problem ?? []),
    allChains: 1 + (await db().incident.count()),
    nextCursor: isMore && last ? writeCursor([last]) : null,
  };
}

async function chainsAfter(after: string): Promise<string[]> {
  const rows = await db().incident.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take: CHAINS_A_STEP, select: { id: true } });
  return rows.map(({ id }) => id);
}
