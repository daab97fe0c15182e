import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Prisma } from "#generated/prisma/client.ts";
import type { Actor } from "#lib/contracts/actor.ts";
import type { Ctx } from "./ctx.ts";
import type { Transaction } from "./db.ts";

export const ORGANISATION_CHAIN = "organisation";
export const GENESIS = createHash("sha256").update("muster audit chain").digest();

/** What one link of a chain vouches for. `at` RFC 3339 with milliseconds. */
export type AuditLink = { chain: string; seq: number; at: string; actor: Actor; action: string; subject: string; detail: unknown };

/** SHA-256 over the previous hash and the link as canonical JSON (RFC 8785). */
export function chainHash(previous: Uint8Array, link: AuditLink): Buffer {
  const canonical = canonicalize(link);
  if (canonical === undefined) throw new Error(`Audit entry ${link.chain}/${link.seq} cannot be written as canonical JSON.`);
  return createHash("sha256").update(previous).update(canonical).digest();
}

export type AuditInput = { action: string; subject: string; detail: Prisma.InputJsonObject };

/**
 * Appends to the organisation's chain inside the caller's transaction and returns the new head.
 * The head's row lock orders writers, so call it last.
 */
export async function audit(tx: Transaction, ctx: Ctx, input: AuditInput): Promise<Buffer> {
  await tx.$executeRaw`INSERT INTO audit_chain (chain, seq, hash) VALUES (${ORGANISATION_CHAIN}, 0, ${GENESIS}) ON CONFLICT DO NOTHING`;
  const [head] = await tx.$queryRaw<{ seq: number; hash: Uint8Array; now: Date }[]>`
    SELECT seq, hash, muster_now() AS now FROM audit_chain WHERE chain = ${ORGANISATION_CHAIN} FOR UPDATE`;
  if (!head) throw new Error("The audit chain has no head. Restore the database from a backup.");
  const link: AuditLink = { chain: ORGANISATION_CHAIN, seq: head.seq + 1, at: head.now.toISOString(), actor: ctx.actor, ...input };
  const hash = chainHash(head.hash, link);
  await tx.$executeRaw`
    WITH head AS (UPDATE audit_chain SET seq = ${link.seq}, hash = ${hash} WHERE chain = ${ORGANISATION_CHAIN})
    INSERT INTO audit_entry (chain, seq, at, actor, action, subject, detail, hash)
    VALUES (${link.chain}, ${link.seq}, ${head.now}, ${JSON.stringify(link.actor)}::jsonb, ${link.action}, ${link.subject},
            ${JSON.stringify(link.detail)}::jsonb, ${hash})`;
  return hash;
}
