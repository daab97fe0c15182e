import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import { type ExportSealed, MAX_SEALED_BYTES, SEALED_FORMAT, type SealedExport } from "#lib/contracts/sealed.ts";
import { findIncident } from "#server/incidents/index.ts";
import { chainStart } from "#server/platform/audit-verify.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, snapshot, type Transaction } from "#server/platform/db.ts";
import { ConflictError, UnavailableError } from "#server/platform/errors.ts";
import { postmortemMarkdown } from "#server/postmortems/index.ts";
import { sealedText, verifySealed } from "#server/sealed-file/index.ts";
import { readLog } from "#server/timeline/index.ts";

export type Sealed = { reference: string; fileName: string; content: string };
const iso = (at: Date | null) => at?.toISOString() ?? null;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/**
 * An incident's record as one file that proves itself: log with hash chain, evidence, postmortem; all of it as of one moment, without keeping
 * anybody waiting. What is too large to be taken in again is refused.
 */
export async function exportSealed(ctx: Ctx, { reference }: z.output<typeof ExportSealed>): Promise<Sealed> {
  authorize(ctx, "incident.read");
  const rest = await snapshot((tx) => gather(ctx, tx, reference));
  const content = sealedText(rest);
  const { problems } = verifySealed(content);
  requireFitting(rest.reference, Buffer.byteLength(content));
  if (problems.length > 0) throw new ConflictError(`It cannot be sealed, because the record itself does not hold: ${problems[0]}`);
  return { reference: rest.reference, fileName: `${rest.reference}.sealed.json`, content };
}

async function gather(ctx: Ctx, tx: Transaction, named: string): Promise<Omit<SealedExport, "seal">> {
  const { id, room } = await findIncident(ctx, named, tx);
  const { reference } = room;
  requireFitting(reference, await packedBytes(tx, id));
  const [row] = await tx.$queryRaw<{ audit_hash: Uint8Array; state: SealedExport["state"]; title: string }[]>`
    SELECT audit_hash, state, title FROM incident WHERE id = ${id}::uuid`;
  const start = await chainStart(id, tx);
  if (!row || !start) throw new ConflictError(`${reference} has no beginning in the audit trail. Run muster audit verify.`);
  const links = await tx.$queryRaw<{ seq: number; hash: Uint8Array }[]>`SELECT seq, hash FROM audit_entry WHERE chain = ${id} ORDER BY seq`;
  const hashes = new Map(links.map(({ seq, hash }) => [seq, Buffer.from(hash).toString("hex")]));
  const log = await readLog(tx, id);
  const found = await investigated(tx, id);
  return plain({
    ...{ format: SEALED_FORMAT, version: 1, exportedAt: await databaseNow(tx), exportedBy: ctx.actor, id, reference, title: row.title },
    ...{ start: Buffer.from(start).toString("hex"), head: Buffer.from(row.audit_hash).toString("hex") },
    entries: log.map(({ annotation: _, ...entry }) => ({ ...entry, hash: hashes.get(entry.seq) ?? "" })),
    state: row.state,
    ...found,
    postmortem: await written(ctx, tx, id, reference),
  });
}

/** What the evidence and the versions of the postmortem will take in the file, so that too much of them is not read first. */
async function packedBytes(tx: Transaction, incidentId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ bytes: number }[]>`
    SELECT coalesce(sum(length), 0)::float8 * 4 / 3 AS bytes FROM (
      SELECT octet_length(e.content) AS length FROM evidence e JOIN investigation v ON v.id = e.investigation_id WHERE v.incident_id = ${incidentId}::uuid
      UNION ALL
      SELECT octet_length(u.content) FROM postmortem_update u JOIN postmortem p ON p.id = u.postmortem_id WHERE p.incident_id = ${incidentId}::uuid
    ) AS piece`;
  return row?.bytes ?? 0;
}

function requireFitting(reference: string, bytes: number): void {
  if (bytes <= MAX_SEALED_BYTES) return;
  const [has, may] = [Math.ceil(bytes / 2 ** 20), MAX_SEALED_BYTES / 2 ** 20];
  throw new UnavailableError(
    `The sealed record of ${reference} has ${has} MB, and one has at most ${may} MB. Export its postmortem by itself; its evidence stands with its investigations.`,
    "too_large",
  );
}

async function investigated(tx: Transaction, incidentId: string) {
  const rows = await tx.investigation.findMany({ where: { incidentId }, orderBy: { createdAt: "asc" } });
  const evidence = await tx.evidence.findMany({ where: { investigation: { incidentId } }, orderBy: [{ investigationId: "asc" }, { n: "asc" }] });
  return {
    investigations: rows.map(({ id, question, services, windowFrom, windowTo, askedBy, state, captures, analysis, createdAt, reportedAt }) => ({
      ...{ id, question, services, askedBy, state, captures, analysis },
      ...{ windowFrom: windowFrom.toISOString(), windowTo: windowTo.toISOString(), createdAt: createdAt.toISOString(), reportedAt: iso(reportedAt) },
    })),
    evidence: evidence.map(({ investigationId, request: _, content, capturedBy, ...one }) => ({
      ...{ ...one, investigation: investigationId, content: base64(content), capturedBy: capturedBy as Actor },
      ...{ windowFrom: iso(one.windowFrom), windowTo: iso(one.windowTo), capturedAt: one.capturedAt.toISOString() },
    })),
  };
}

async function written(ctx: Ctx, tx: Transaction, incidentId: string, reference: string): Promise<SealedExport["postmortem"]> {
  const row = await tx.postmortem.findUnique({ where: { incidentId }, omit: { snapshot: true } });
  if (!row) return null;
  const updates = await tx.postmortemUpdate.findMany({ where: { postmortemId: row.id }, orderBy: { seq: "asc" } });
  const { id, title, createdAt, createdBy, claims, words, figures } = row;
  return {
    ...{ id, title, createdAt: createdAt.toISOString(), createdBy: createdBy as Actor, claims, words, figures },
    markdown: await postmortemMarkdown(ctx, reference, tx),
    updates: updates.map(({ seq, kind, actor, at, content }) => ({
      ...{ seq, kind, actor: actor as Actor, at: at.toISOString(), content: base64(content) },
    })),
  };
}

/** As a reader of the file gets it back: without absent values. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
