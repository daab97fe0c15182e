import { isDeepStrictEqual } from "node:util";
import { foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";
import { entryDigest } from "#server/platform/entry-digest.ts";
import { readEntries } from "./read.ts";

export type IncidentProof = { entries: number; problems: string[] };

const BATCH = 1_000;

/**
 * Checks one incident against its log: seq is 1…last without a gap, folding the log gives the stored state, each audit entry vouches for
 * the words of its timeline entry, and the chain holds. No problems means sound.
 */
export async function verifyIncident(incidentId: string, reader: Database | Transaction = db()): Promise<IncidentProof> {
  const stored = await reader.incident.findUniqueOrThrow({ where: { id: incidentId }, select: { lastSeq: true, state: true } });
  const problems: string[] = [];
  let room: RoomState | null = null;
  let seq = 0;
  for (;;) {
    const entries = await readEntries(reader, incidentId, { after: seq, limit: BATCH });
    const digests = await readDigests(reader, incidentId, seq);
    for (const entry of entries) {
      if (entry.seq !== seq + 1) problems.push(`Entry ${seq + 1} is missing.`);
      if (digests.get(entry.seq) !== entryDigest(entry)) problems.push(`Entry ${entry.seq} is not what its audit entry vouches for.`);
      room = foldRoom(room, entry);
      seq = entry.seq;
    }
    if (entries.length < BATCH) break;
  }
  if (seq !== stored.lastSeq) problems.push(`The log ends at ${seq}, but the incident says ${stored.lastSeq}.`);
  if (!isDeepStrictEqual(plain(room), plain(stored.state))) problems.push("The stored state is not the fold of the log.");
  const audit = await verifyAudit(incidentId, reader);
  if (audit.problem) problems.push(audit.problem);
  return { entries: seq, problems };
}

async function readDigests(reader: Database | Transaction, incidentId: string, after: number): Promise<Map<number, string>> {
  const rows = await reader.$queryRaw<{ seq: number; digest: string }[]>`
    SELECT seq, detail->>'digest' AS digest FROM audit_entry WHERE chain = ${incidentId} AND seq > ${after} ORDER BY seq LIMIT ${BATCH}`;
  return new Map(rows.map(({ seq, digest }) => [seq, digest]));
}

/** As the database would hold it: without absent values. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
