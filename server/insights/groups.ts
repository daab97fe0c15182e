import { Prisma } from "#generated/prisma/client.ts";
import { type Group, type Grouping, NONE } from "#lib/contracts/insights.ts";
import { db } from "#server/platform/db.ts";
import { CAUSE_KEY, causeName, FAMILIES } from "./causes.ts";
import { declaredWithin, type Reading } from "./counted.ts";
import { summaryOf, TIMES_COLUMNS, type TimesRow } from "./times.ts";

const MOST_GROUPS = 200;

/** Columns that a group's figures need, from `incident_measure i`. */
const OWN = Prisma.sql`i.id, i.to_detect, i.to_acknowledge, i.to_mitigate, i.to_resolve`;

/**
 * The incidents of the range by severity, service, cause or team, the largest group first; by severity the severest. An incident counts once in each
 * group that it belongs to. Groups that only the range before had are there, too, with a count of 0.
 */
export async function readGroups({ range, counted }: Reading, by: Grouping): Promise<Group[]> {
  const within = (from: string, to: string) => Prisma.join([declaredWithin(from, to), ...counted], " AND ");
  const [rows, before] = await Promise.all([
    db().$queryRaw<(TimesRow & { key: string })[]>`
      SELECT i.key, ${TIMES_COLUMNS} FROM (${keyed(by, within(range.from, range.to))}) i GROUP BY i.key`,
    db().$queryRaw<{ key: string; count: number }[]>`
      SELECT i.key, count(*)::int AS count FROM (${keyed(by, within(range.before.from, range.from))}) i GROUP BY i.key`,
  ]);
  const counts = new Map(before.map(({ key, count }) => [key, count]));
  const known = new Map(rows.map((row) => [row.key, row]));
  const keys = [...new Set([...known.keys(), ...counts.keys()])];
  const names = await namesOf(by, keys);
  const groups = keys.map((key): Group => ({ key, name: names(key), ...summaryOf(known.get(key)), before: counts.get(key) ?? 0 }));
  return groups.toSorted(by === "severity" ? byKey : bySize).slice(0, MOST_GROUPS);
}

/** SQL for the incidents with the key of each group that they belong to. */
function keyed(by: Grouping, within: Prisma.Sql): Prisma.Sql {
  const services = Prisma.sql`CROSS JOIN LATERAL unnest(CASE WHEN i.services = '{}' THEN ARRAY[NULL]::uuid[] ELSE i.services END) AS s (id)`;
  switch (by) {
    case "severity":
      return Prisma.sql`SELECT ${OWN}, coalesce(i.severity, ${NONE}) AS key FROM incident_measure i WHERE ${within}`;
    case "cause":
      return Prisma.sql`SELECT ${OWN}, ${CAUSE_KEY} AS key FROM incident_measure i LEFT JOIN ${FAMILIES} ON f.name = i.cause WHERE ${within}`;
    case "service":
      return Prisma.sql`SELECT ${OWN}, coalesce(s.id::text, ${NONE}) AS key FROM incident_measure i ${services} WHERE ${within}`;
    case "team":
      return Prisma.sql`SELECT ${OWN}, coalesce(v.team_id::text, ${NONE}) AS key FROM incident_measure i LEFT JOIN service v ON v.id = i.services[1]
        WHERE cardinality(i.services) < 2 AND ${within}
        UNION ALL SELECT DISTINCT ON (i.id, v.team_id) ${OWN}, coalesce(v.team_id::text, ${NONE}) AS key FROM incident_measure i ${services}
        LEFT JOIN service v ON v.id = s.id WHERE cardinality(i.services) > 1 AND ${within}`;
    default:
      return by satisfies never;
  }
}

const NOTHING: Record<Exclude<Grouping, "cause">, string> = { severity: "No severity yet", service: "No service named", team: "No team" };

async function namesOf(by: Grouping, keys: string[]): Promise<(key: string) => string> {
  if (by === "cause") return causeName;
  if (by === "severity") return (key) => (key === NONE ? NOTHING.severity : key);
  const wanted = { where: { id: { in: keys.filter((key) => key !== NONE) } }, select: { id: true, name: true } };
  const named = by === "service" ? await db().service.findMany(wanted) : await db().team.findMany(wanted);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (key) => (key === NONE ? NOTHING[by] : (names.get(key) ?? `A ${by} that is gone`));
}

function bySize(one: Group, other: Group): number {
  return other.count - one.count || other.before - one.before || one.name.localeCompare(other.name);
}

function byKey(one: Group, other: Group): number {
  return one.key === NONE ? 1 : other.key === NONE ? -1 : one.key.localeCompare(other.key);
}
