import { type AuditInput, type AuditLink, chainHash, GENESIS, ORGANISATION_CHAIN } from "./audit.ts";
import type { Ctx } from "./ctx.ts";
import type { Sql } from "./sql.ts";

/** The end of the organisation's chain, locked by this transaction, and the links added to it since. */
export type AuditBatch = { seq: number; hash: Buffer; now: string; links: (AuditLink & { hash: Buffer })[] };

type Head = { seq: number; hash: Buffer; now: Date };

/** Locks the organisation's chain until the transaction ends: from here on, nobody else declares or administers anything. */
export async function lockAudit(sql: Sql): Promise<AuditBatch> {
  sql.send({
    name: "audit-begin",
    text: "INSERT INTO audit_chain (chain, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING",
    values: [ORGANISATION_CHAIN, GENESIS],
  });
  const [head] = await sql.query<Head>({
    name: "audit-lock",
    text: "SELECT seq, hash, muster_now() AS now FROM audit_chain WHERE chain = $1 FOR UPDATE",
    values: [ORGANISATION_CHAIN],
  });
  if (!head) throw new Error("The audit chain has no head. Restore the database from a backup.");
  return { seq: head.seq, hash: head.hash, now: head.now.toISOString(), links: [] };
}

/** Adds a link to the locked chain and returns its hash. */
export function addAudit(batch: AuditBatch, ctx: Ctx, input: AuditInput): Buffer {
  const link: AuditLink = { chain: ORGANISATION_CHAIN, seq: batch.seq + 1, at: batch.now, actor: ctx.actor, ...input };
  const hash = chainHash(batch.hash, link);
  batch.links.push({ ...link, hash });
  batch.seq = link.seq;
  batch.hash = hash;
  return hash;
}

export function storeAudit(sql: Sql, { links, seq, hash }: AuditBatch): void {
  sql.send({
    name: "audit-store",
    text: `
      WITH head AS (UPDATE audit_chain SET seq = $1, hash = $2 WHERE chain = $3)
      INSERT INTO audit_entry (chain, seq, at, actor, action, subject, detail, hash)
      SELECT $3, seq, at, actor, action, subject, detail, hash
      FROM unnest($4::timestamptz[], $5::int[], $6::jsonb[], $7::text[], $8::text[], $9::jsonb[], $10::bytea[])
        AS l (at, seq, actor, action, subject, detail, hash)`,
    values: [
      seq,
      hash,
      ORGANISATION_CHAIN,
      links.map(({ at }) => at),
      links.map((link) => link.seq),
      links.map(({ actor }) => JSON.stringify(actor)),
      links.map(({ action }) => action),
      links.map(({ subject }) => subject),
      links.map(({ detail }) => JSON.stringify(detail)),
      links.map((link) => link.hash),
    ],
  });
}
