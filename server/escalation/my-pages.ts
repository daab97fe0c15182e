import type { MyPage } from "#lib/contracts/escalation/my-pages.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

const MOST = 20;

type Row = Omit<MyPage, "pagedAt"> & { pagedAt: Date };

/** What waits for one's own answer: the newest page of each incident that goes on, the worst incident first. */
export async function myPages(ctx: Ctx): Promise<MyPage[]> {
  const me = authorizePerson(ctx, "account.own");
  const rows = await db().$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (p.incident_id) p.id AS page, i.reference, i.title, i.severity, i.kind, p.title AS step, p.created_at AS "pagedAt"
      FROM page p JOIN incident i ON i.id = p.incident_id
      WHERE p.recipient = ${me.id}::uuid AND p.is_person AND p.settled_at IS NULL AND i.phase = ANY(${[...ACTIVE_PHASES]}) AND ${visibleTo(ctx)}
      ORDER BY p.incident_id, p.created_at DESC
    ) mine ORDER BY severity NULLS LAST, "pagedAt" DESC LIMIT ${MOST}`;
  return rows.map((row) => ({ ...row, pagedAt: row.pagedAt.toISOString() }));
}
