import type { SealedExport } from "#lib/contracts/sealed.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Investigations with their evidence, and the postmortem with all its updates, as they were. */
export function storeDocuments(sql: Sql, sealed: SealedExport): void {
  for (const one of sealed.investigations)
    sql.send({
      name: "import-investigation",
      text: `INSERT INTO investigation (id, incident_id, question, services, window_from, window_to, asked_by, state, captures, analysis, created_at, reported_at)
        VALUES ($1::uuid, $2::uuid, $3, $4::text[], $5::timestamptz, $6::timestamptz, $7::uuid, $8, $9, $10::jsonb, $11::timestamptz, $12::timestamptz)`,
      values: [
        ...[one.id, sealed.id, one.question, one.services, one.windowFrom, one.windowTo, one.askedBy, one.state, one.captures],
        ...[one.analysis === null ? null : JSON.stringify(one.analysis), one.createdAt, one.reportedAt],
      ],
    });
  for (const one of sealed.evidence)
    sql.send({
      name: "import-evidence",
      text: `INSERT INTO evidence (investigation_id, n, kind, source, title, query, file, window_from, window_to, rows, bytes, sha256, is_truncated, content,
          captured_by, captured_at)
        VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, $10, $11, $12, $13, $14, $15::jsonb, $16::timestamptz)`,
      values: [
        ...[one.investigation, one.n, one.kind, one.source, one.title, one.query, one.file, one.windowFrom, one.windowTo, one.rows, one.bytes],
        ...[one.sha256, one.isTruncated, Buffer.from(one.content, "base64"), JSON.stringify(one.capturedBy), one.capturedAt],
      ],
    });
  if (sealed.postmortem) storePostmortem(sql, sealed.id, sealed.postmortem);
}

function storePostmortem(sql: Sql, incidentId: string, one: NonNullable<SealedExport["postmortem"]>): void {
  const last = one.updates.at(-1)?.seq ?? 0;
  sql.send({
    name: "import-postmortem",
    text: `INSERT INTO postmortem (id, incident_id, title, last_seq, counted_seq, claims, words, figures, created_at, created_by)
      VALUES ($1::uuid, $2::uuid, $3, $4, $4, $5::jsonb, $6, $7::jsonb, $8::timestamptz, $9::jsonb)`,
    values: [
      ...[one.id, incidentId, one.title, last, JSON.stringify(one.claims), one.words, JSON.stringify(one.figures)],
      ...[one.createdAt, JSON.stringify(one.createdBy)],
    ],
  });
  for (const { seq, content, kind, actor, at } of one.updates)
    sql.send({
      name: "import-postmortem-update",
      text: "INSERT INTO postmortem_update (postmortem_id, seq, content, kind, actor, at) VALUES ($1::uuid, $2, $3, $4, $5::jsonb, $6::timestamptz)",
      values: [one.id, seq, Buffer.from(content, "base64"), kind, JSON.stringify(actor), at],
    });
}
