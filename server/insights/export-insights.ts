import { Prisma } from "#generated/prisma/client.ts";
import { type ExportInsights, type Grouping, NONE, type Spread } from "#lib/contracts/insights.ts";
import { csvLine } from "#server/audit/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { CAUSE_KEY, causeName, FAMILIES, hasCause } from "./causes.ts";
import { declaredWithin, type Reading } from "./counted.ts";
import { readGroups } from "./groups.ts";
import { readingOf } from "./read-insights.ts";

const BATCH = 1_000;
const MINUTE_MS = 60_000;
const GROUP_HEAD = [
  "incidents",
  "incidents_before",
  ...["detect", "acknowledge", "mitigate", "resolve"].flatMap((time) => [`median_${time}_minutes`, `p90_${time}_minutes`]),
];
const INCIDENT_HEAD = ["reference", "title", "kind", "severity", "phase", "declared_at", "services", "cause", "cause_service"].concat(
  ["detect", "acknowledge", "mitigate", "resolve"].map((time) => `time_to_${time}_minutes`),
);

export type InsightsFile = { fileName: string; lines: AsyncIterable<string> };

/** The table of groups, or the incidents behind the numbers (of one group where `key` names it), as CSV: the newest first, read as it is sent. */
export async function exportInsights(ctx: Ctx, input: ExportInsights): Promise<InsightsFile> {
  authorize(ctx, "incident.read");
  const reading = await readingOf(ctx, input);
  const { firstDay, lastDay } = reading.range;
  const key = input.key ? groupCondition(input.by, input.key) : null;
  const lines = input.table === "groups" ? groupLines(reading, input.by) : incidentLines(reading, key ? [key] : []);
  return { fileName: `insights-${input.table === "groups" ? `by-${input.by}` : "incidents"}-${firstDay}-${lastDay}.csv`, lines };
}

async function* groupLines(reading: Reading, by: Grouping): AsyncGenerator<string> {
  yield csvLine([by, ...GROUP_HEAD]);
  for (const { name, count, before, times } of await readGroups(reading, by)) {
    const { toDetect, toAcknowledge, toMitigate, toResolve } = times;
    yield csvLine([name, count, before, ...[toDetect, toAcknowledge, toMitigate, toResolve].flatMap(pair)]);
  }
}

function pair({ median, p90 }: Spread): (string | number)[] {
  return [minutes(median), minutes(p90)];
}

type Row = {
  id: string;
  reference: string;
  title: string;
  kind: string;
  severity: string | null;
  phase: string;
  declared_at: Date;
  services: string[];
  cause: string;
  cause_service: string | null;
  to_detect: number | null;
  to_acknowledge: number | null;
  to_mitigate: number | null;
  to_resolve: number | null;
};

async function* incidentLines({ range, counted }: Reading, more: Prisma.Sql[]): AsyncGenerator<string> {
  yield csvLine(INCIDENT_HEAD);
  let after: Prisma.Sql[] = [];
  for (;;) {
    const within = Prisma.join([declaredWithin(range.from, range.to), ...counted, ...more, ...after], " AND ");
    const rows = await db().$queryRaw<Row[]>`
      SELECT i.id, o.reference, o.title, i.kind, i.severity, i.phase, i.declared_at, i.cause_service, ${CAUSE_KEY} AS cause,
        i.to_detect, i.to_acknowledge, i.to_mitigate, i.to_resolve,
        ARRAY(SELECT v.name FROM service v WHERE v.id = ANY(i.services) ORDER BY v.name) AS services
      FROM (SELECT * FROM incident_measure i WHERE ${within} ORDER BY i.declared_at DESC, i.id DESC LIMIT ${BATCH}) i
      JOIN incident o ON o.id = i.id LEFT JOIN ${FAMILIES} ON f.name = i.cause ORDER BY i.declared_at DESC, i.id DESC`;
    if (rows.length > 0) yield rows.map(incidentLine).join("");
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = [Prisma.sql`(i.declared_at, i.id) < (${last.declared_at}, ${last.id}::uuid)`];
  }
}

function incidentLine(row: Row): string {
  const { reference, title, kind, severity, phase, declared_at, services, cause, cause_service } = row;
  const times = [row.to_detect, row.to_acknowledge, row.to_mitigate, row.to_resolve].map(minutes);
  const about = [services.join("; "), causeName(cause), cause_service ?? ""];
  return csvLine([reference, title, kind, severity ?? "", phase, declared_at.toISOString(), ...about, ...times]);
}

/** To the tenth; empty where nobody knows. */
function minutes(milliseconds: number | null): string | number {
  return milliseconds === null ? "" : Math.round(milliseconds / (MINUTE_MS / 10)) / 10;
}

/** SQL that holds for incidents `i` of one group. */
function groupCondition(by: Grouping, key: string): Prisma.Sql {
  switch (by) {
    case "severity":
      return key === NONE ? Prisma.sql`i.severity IS NULL` : Prisma.sql`i.severity = ${key}`;
    case "cause":
      return hasCause(Prisma.sql`i.cause`, [key]);
    case "service":
      return key === NONE ? Prisma.sql`i.services = '{}'` : Prisma.sql`${key} = ANY(i.services::text[])`;
    case "team":
      return key === NONE
        ? Prisma.sql`(i.services = '{}' OR EXISTS (SELECT FROM service v WHERE v.id = ANY(i.services) AND v.team_id IS NULL))`
        : Prisma.sql`EXISTS (SELECT FROM service v WHERE v.id = ANY(i.services) AND v.team_id::text = ${key})`;
    default:
      return by satisfies never;
  }
}
