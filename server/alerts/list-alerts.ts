import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { AlertFilter, AlertSummary, ListAlerts } from "#lib/contracts/alert.ts";
import type { AlertLevel, AlertOutcome } from "#lib/contracts/alert-terms.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { Instant } from "#lib/contracts/text.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

export type AlertRow = {
  id: string;
  integrationId: string;
  source: string;
  sourceName: string;
  dedupKey: string;
  status: AlertSummary["status"];
  level: AlertLevel;
  title: string;
  description: string;
  labels: Record<string, string>;
  link: string | null;
  serviceId: string | null;
  serviceName: string | null;
  service: string;
  startsAt: Date;
  endsAt: Date | null;
  firstAt: Date;
  lastAt: Date;
  occurrences: number;
  refires: number;
  outcome: AlertOutcome;
  reason: string;
  reference: string | null;
  incidentTitle: string | null;
};

const Place = z.tuple([Instant, z.uuid()]);

/** Alerts, those that spoke last first. An incident that the reader may not see is not named. */
export async function listAlerts(ctx: Ctx, { limit, cursor, ...filter }: z.output<typeof ListAlerts>): Promise<Page<AlertSummary>> {
  authorize(ctx, "alert.read");
  const after = readCursor(cursor, Place);
  const conditions = conditionsOf(filter);
  if (after) conditions.push(Prisma.sql`(a.last_at, a.id) < (${new Date(after[0])}, ${after[1]}::uuid)`);
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;
  const rows = await selectAlerts(ctx, Prisma.sql`${where} ORDER BY a.last_at DESC, a.id DESC LIMIT ${limit + 1}`);
  return pageOf(rows, limit, ({ lastAt, id }) => [lastAt.toISOString(), id], summaryOf);
}

/** How many alerts fire that nobody has put anywhere, for the navigation. */
export async function countFiring(ctx: Ctx): Promise<number> {
  authorize(ctx, "alert.read");
  return db().alert.count({ where: { status: "firing" } });
}

export function selectAlerts(ctx: Ctx, rest: Prisma.Sql): Promise<AlertRow[]> {
  return db().$queryRaw<AlertRow[]>`
    SELECT a.id, a.integration_id AS "integrationId", a.source, a.source_name AS "sourceName", a.dedup_key AS "dedupKey", a.status, a.level, a.title,
      a.description, a.labels, a.link, a.service, a.service_id AS "serviceId", s.name AS "serviceName", a.starts_at AS "startsAt", a.ends_at AS "endsAt",
      a.first_at AS "firstAt", a.last_at AS "lastAt", a.occurrences, a.refires, a.outcome, a.reason, i.reference, i.title AS "incidentTitle"
    FROM alert a LEFT JOIN service s ON s.id = a.service_id LEFT JOIN incident i ON i.id = a.incident_id AND ${visibleTo(ctx)} ${rest}`;
}

function conditionsOf({ state, level, outcome, service, integration, q }: AlertFilter): Prisma.Sql[] {
  const words = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    state === "all" ? null : Prisma.sql`a.status = ${state}`,
    level.length > 0 ? Prisma.sql`a.level = ANY(${level})` : null,
    outcome.length > 0 ? Prisma.sql`a.outcome = ANY(${outcome})` : null,
    service ? Prisma.sql`a.service_id = ${service}::uuid` : null,
    integration ? Prisma.sql`a.integration_id = ${integration}::uuid` : null,
    q === "" ? null : Prisma.sql`(a.title ILIKE ${words} OR a.labels::text ILIKE ${words} OR s.name ILIKE ${words})`,
  ].filter((condition) => condition !== null);
}

export function summaryOf(row: AlertRow): AlertSummary {
  const { id, title, status, level, source, labels, link, occurrences, refires, outcome, reason } = row;
  return {
    id,
    title,
    status,
    level,
    source,
    integration: { id: row.integrationId, name: row.sourceName },
    service: row.service ? { id: row.serviceName ? row.serviceId : null, name: row.serviceName ?? row.service } : null,
    labels,
    link,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    lastAt: row.lastAt.toISOString(),
    occurrences,
    refires,
    outcome,
    reason,
    incident: row.reference && row.incidentTitle ? { reference: row.reference, title: row.incidentTitle } : null,
  };
}
