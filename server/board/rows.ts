import { Prisma } from "#generated/prisma/client.ts";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { BoardRow } from "#lib/contracts/board.ts";
import type { IncidentKind, Phase, ServiceRef, Severity, Visibility } from "#lib/contracts/incident.ts";
import { db } from "#server/platform/db.ts";

const BUCKETS = 12;

type Row = {
  id: string;
  reference: string;
  title: string;
  severity: Severity | null;
  phase: Phase;
  kind: IncidentKind;
  visibility: Visibility;
  commander: PersonRef | null;
  services: ServiceRef[];
  members: PersonRef[];
  declared_at: Date;
  started_at: string | null;
  ended_at: string | null;
  next_update_due_at: Date | null;
  activity_at: Date;
  last_seq: number;
};

/** The columns of one board row, read from `incident i`. */
export const ROW_COLUMNS = Prisma.sql`i.id, i.reference, i.title, i.severity, i.phase, i.kind, i.visibility,
  jsonb_path_query_first(i.state, '$.assignments[*] ? (@.role == "commander").person') AS commander,
  i.state->'services' AS services, i.state->'members' AS members, i.declared_at, i.state #>> '{timestamps,startedAt,at}' AS started_at,
  COALESCE(i.state #>> '{timestamps,resolvedAt,at}', CASE WHEN i.phase IN ('declined', 'cancelled', 'merged') THEN i.state #>> '{phases,-1,startedAt}' END) AS ended_at,
  i.next_update_due_at, i.activity_at, i.last_seq`;

export type SeenRow = { row: BoardRow; memberIds: string[] | null };

/** Rows of these incidents for whoever may see them: `memberIds` null means everybody. */
export async function boardRows(ids: string[]): Promise<SeenRow[]> {
  const rows = await db().$queryRaw<Row[]>`SELECT ${ROW_COLUMNS} FROM incident i WHERE i.id = ANY(${ids}::uuid[])`;
  const withActivity = await toBoardRows(rows);
  return withActivity.map((row, index) => ({
    row,
    memberIds: row.visibility === "private" ? (rows[index]?.members ?? []).map(({ id }) => id) : null,
  }));
}

export async function toBoardRows(rows: Row[]): Promise<BoardRow[]> {
  const activity = await activityOf(rows.filter(({ activity_at }) => Date.now() - activity_at.getTime() < 3_600_000).map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    title: row.title,
    severity: row.severity,
    phase: row.phase,
    kind: row.kind,
    visibility: row.visibility,
    commander: row.commander,
    services: row.services,
    declaredAt: row.declared_at.toISOString(),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    nextUpdateDueAt: row.next_update_due_at?.toISOString() ?? null,
    activityAt: row.activity_at.toISOString(),
    lastSeq: row.last_seq,
    activity: activity.get(row.id) ?? Array<number>(BUCKETS).fill(0),
  }));
}

async function activityOf(ids: string[]): Promise<Map<string, number[]>> {
  if (ids.length === 0) return new Map();
  const counts = await db().$queryRaw<{ incident_id: string; bucket: number; count: number }[]>`
    SELECT incident_id, LEAST(${BUCKETS - 1}, floor(extract(epoch FROM recorded_at - (muster_now() - interval '1 hour')) / 300))::int AS bucket, count(*)::int AS count
    FROM timeline_event WHERE incident_id = ANY(${ids}::uuid[]) AND recorded_at > muster_now() - interval '1 hour' GROUP BY 1, 2`;
  const byIncident = new Map<string, number[]>();
  for (const { incident_id, bucket, count } of counts) {
    const buckets = byIncident.get(incident_id) ?? Array<number>(BUCKETS).fill(0);
    buckets[Math.max(0, bucket)] = count;
    byIncident.set(incident_id, buckets);
  }
  return byIncident;
}
