import { Prisma } from "#generated/prisma/client.ts";
import { type InvestigationSummary, VERDICTS } from "#lib/contracts/investigation.ts";
import { visibleTo } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Analysis } from "#server/rca/index.ts";

type Row = {
  id: string;
  run_id: string | null;
  reference: string | null;
  title: string | null;
  question: string;
  state: "open" | "reported";
  window_from: Date;
  window_to: Date;
  services: string[];
  asked_by: string;
  asked_name: string | null;
  cause: Analysis["rootCause"] | null;
  verdict: number | null;
  verdict_by: string | null;
  verdict_name: string | null;
  verdict_at: Date | null;
  verdict_note: string | null;
  created_at: Date;
  reported_at: Date | null;
};

/** Whether this person may read the investigation `v` of the incident `i`. */
export function readableBy(ctx: Ctx): Prisma.Sql {
  const isAdministrator = (ctx.person ?? ctx.key)?.role === "admin";
  return Prisma.sql`CASE WHEN v.incident_id IS NULL THEN ${ctx.isSystem || isAdministrator} OR v.asked_by = ${ctx.person?.id ?? null}::uuid ELSE ${visibleTo(ctx)} END`;
}

/** Investigations that this person may read and for which `condition` on `v` and `i` holds, the newest first. */
export async function summariesWhere(ctx: Ctx, condition: Prisma.Sql, limit: number): Promise<InvestigationSummary[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT v.id, v.run_id, i.reference, i.title, v.question, v.state, v.window_from, v.window_to, v.services, v.asked_by, u.name AS asked_name,
      v.analysis -> 'rootCause' AS cause, v.verdict, v.verdict_by, v.verdict_name, v.verdict_at, v.verdict_note, v.created_at, v.reported_at
    FROM investigation v LEFT JOIN incident i ON i.id = v.incident_id LEFT JOIN "user" u ON u.id = v.asked_by
    WHERE ${condition} AND ${readableBy(ctx)} ORDER BY v.created_at DESC, v.id DESC LIMIT ${limit}`;
  return rows.map(summaryOf);
}

function summaryOf(row: Row): InvestigationSummary {
  return {
    id: row.id,
    run: row.run_id,
    incident: row.reference ? { reference: row.reference, title: row.title ?? "" } : null,
    question: row.question,
    state: row.state,
    from: row.window_from.toISOString(),
    to: row.window_to.toISOString(),
    services: row.services,
    askedBy: { id: row.asked_by, name: row.asked_name ?? "Somebody who left" },
    cause: row.cause?.statement ?? null,
    confidence: row.cause?.confidence ?? null,
    isSufficient: row.cause?.sufficient ?? null,
    verdict: verdictOf(row),
    createdAt: row.created_at.toISOString(),
    reportedAt: row.reported_at?.toISOString() ?? null,
  };
}

function verdictOf({ verdict: score, verdict_by, verdict_name, verdict_at, verdict_note }: Row): InvestigationSummary["verdict"] {
  const name = Object.entries(VERDICTS).find(([, value]) => value === score)?.[0];
  if (score === null || !name || !verdict_by || !verdict_at) return null;
  return { verdict: name, score, by: { id: verdict_by, name: verdict_name ?? "" }, at: verdict_at.toISOString(), note: verdict_note ?? "" };
}
