import type { Actor } from "#lib/contracts/actor.ts";
import { chainHash, GENESIS, ORGANISATION_CHAIN } from "./audit.ts";
import { type Database, db, type Transaction } from "./db.ts";

export type AuditProof = {
  chain: string;
  entries: number;
  /** True when every link is there, in order, unaltered, up to the recorded head. */
  isSound: boolean;
  /** What is wrong first, in words; null when nothing is. */
  problem: string | null;
};

type Row = { seq: number; at: Date; actor: Actor; action: string; subject: string; detail: unknown; hash: Uint8Array };
type Head = { seq: number; hash: Uint8Array };

const BATCH = 1_000;

/**
 * Recomputes a whole audit chain, from what it began with to its recorded head, so that a changed, missing or cut-off entry shows.
 * `chain` is "organisation" or an incident's id.
 */
export async function verifyAudit(chain: string = ORGANISATION_CHAIN, reader: Database | Transaction = db()): Promise<AuditProof> {
  const head = await headOf(reader, chain);
  let previous = chain === ORGANISATION_CHAIN ? GENESIS : await chainStart(chain, reader);
  if (!previous) return { chain, entries: 0, isSound: head === null, problem: head ? `The chain ${chain} has a head but no beginning.` : null };
  let seq = 0;
  for (;;) {
    const rows: Row[] = await readLinks(reader, chain, seq);
    for (const row of rows) {
      const problem = problemOf(chain, seq + 1, previous, row);
      if (problem) return { chain, entries: seq, isSound: false, problem };
      previous = row.hash;
      seq = row.seq;
    }
    if (rows.length < BATCH) break;
  }
  const problem = problemOfHead(chain, { seq, hash: previous }, head);
  return { chain, entries: seq, isSound: problem === null, problem };
}

function problemOfHead(chain: string, last: Head, head: Head | null): string | null {
  if (last.seq !== (head?.seq ?? 0)) return `The chain ${chain} ends at ${last.seq}, but its head says ${head?.seq ?? 0}.`;
  return !head || Buffer.compare(last.hash, head.hash) === 0 ? null : `The head of the chain ${chain} is not the hash of its last entry.`;
}

function readLinks(reader: Database | Transaction, chain: string, after: number): Promise<Row[]> {
  return reader.$queryRaw<Row[]>`
    SELECT seq, at, actor, action, subject, detail, hash FROM audit_entry WHERE chain = ${chain} AND seq > ${after} ORDER BY seq LIMIT ${BATCH}`;
}

function problemOf(chain: string, expected: number, previous: Uint8Array, row: Row): string | null {
  if (row.seq !== expected) return `Entry ${expected} of the chain ${chain} is missing.`;
  const { seq, at, actor, action, subject, detail } = row;
  const hash = chainHash(previous, { chain, seq, at: at.toISOString(), actor, action, subject, detail });
  return Buffer.compare(hash, row.hash) === 0 ? null : `Entry ${seq} of the chain ${chain} is not what was written.`;
}

async function headOf(reader: Database | Transaction, chain: string): Promise<Head | null> {
  if (chain === ORGANISATION_CHAIN) return reader.auditChain.findUnique({ where: { chain }, select: { seq: true, hash: true } });
  const row = await reader.incident.findUnique({ where: { id: chain }, select: { lastSeq: true, auditHash: true } });
  return row ? { seq: row.lastSeq, hash: row.auditHash } : null;
}

/** An incident's chain grows out of the organisation's entry of its declaration, or of its import. */
export async function chainStart(chain: string, reader: Database | Transaction = db()): Promise<Uint8Array | null> {
  const [row] = await reader.$queryRaw<{ hash: Uint8Array }[]>`
    SELECT a.hash FROM incident i JOIN audit_entry a ON a.action = 'incident.declare' AND a.chain = ${ORGANISATION_CHAIN}
      AND a.at BETWEEN i.declared_at - interval '1 minute' AND i.declared_at + interval '1 minute'
    WHERE i.id = ${chain}::uuid AND a.subject = i.reference
    UNION ALL SELECT a.hash FROM audit_entry a WHERE a.chain = ${ORGANISATION_CHAIN} AND a.action = 'incident.import' AND a.detail->>'id' = ${chain}`;
  return row?.hash ?? null;
}
