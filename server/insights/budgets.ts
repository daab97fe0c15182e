import { Prisma } from "#generated/prisma/client.ts";
import { allowedTime, clipped, downTime, failedTime, type Struck } from "#lib/contracts/error-budget.ts";
import type { ImpactLevel } from "#lib/contracts/incident.ts";
import type { ServiceBudget } from "#lib/contracts/insights.ts";
import { Slo } from "#lib/contracts/service.ts";
import { db } from "#server/platform/db.ts";
import type { Reading } from "./counted.ts";

const DAY_MS = 86_400_000;

/** One row a service: a thousand stretches travel as four lists faster than as a thousand rows. Times in milliseconds since 1970. */
type Row = { service_id: string; levels: ImpactLevel[]; shares: (number | null)[]; starts: number[]; ends: (number | null)[] };

/**
 * The error budget of each objective of the catalogue for the length of the range, and what the impact within it consumed, whenever the incident was
 * declared; who overdrew most first. Computed as postmortems compute theirs (lib/contracts/error-budget.ts).
 */
export async function readBudgets({ range, counted, asOf }: Reading, services: string[] | null): Promise<ServiceBudget[]> {
  const wanted = services ? { id: { in: services } } : {};
  const catalogue = await db().service.findMany({ where: { archivedAt: null, NOT: { slos: { equals: [] } }, ...wanted }, select: SELECTED });
  if (catalogue.length === 0) return [];
  const within = Prisma.join(counted, " AND ");
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.service_id, array_agg(c.level) AS levels, array_agg(c.share) AS shares, array_agg(extract(epoch FROM c.started_at)::float8 * 1000) AS starts,
      array_agg(extract(epoch FROM c.ended_at)::float8 * 1000) AS ends
    FROM incident_impact c JOIN incident_measure i ON i.id = c.incident_id
    WHERE c.service_id = ANY(${catalogue.map(({ id }) => id)}::uuid[]) AND c.started_at < ${new Date(range.to)}
      AND (c.ended_at IS NULL OR c.ended_at > ${new Date(range.before.from)}) AND ${within} GROUP BY c.service_id`;
  const struck = new Map(rows.map((row) => [row.service_id, struckOf(row, Date.parse(asOf))]));
  const [from, to] = [Date.parse(range.from), Math.min(Date.parse(range.to), Date.parse(asOf))];
  const days = (Date.parse(range.to) - from) / DAY_MS;
  return catalogue
    .flatMap(({ id, name, slos }) => {
      const intervals = struck.get(id) ?? [];
      const now = clipped(intervals, from, to);
      const spent = {
        byTime: minutes(downTime(now)),
        byRequests: minutes(failedTime(now)),
        before: minutes(downTime(clipped(intervals, Date.parse(range.before.from), from))),
      };
      return Slo.array()
        .parse(slos)
        .map((slo) => ({
          ...{ service: { id, name }, objective: { name: slo.name, share: slo.objective }, allowed: minutes(allowedTime(slo.objective, days)) },
          ...spent,
        }));
    })
    .toSorted((one, other) => other.byTime / other.allowed - one.byTime / one.allowed || one.service.name.localeCompare(other.service.name));
}

const SELECTED = { id: true, name: true, slos: true } as const;

function struckOf({ levels, shares, starts, ends }: Row, now: number): Struck[] {
  return levels.map((level, index) => {
    const from = starts[index] ?? now;
    return { level, share: shares[index] ?? null, from, to: Math.max(from, ends[index] ?? now) };
  });
}

/** To the hundredth. */
function minutes(milliseconds: number): number {
  return Math.round(milliseconds / 600) / 100;
}
