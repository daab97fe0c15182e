import type { SavedViewItem } from "#lib/contracts/view.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

type Row = { id: string; name: string; query: string; is_shared: boolean; is_own: boolean; owner: string };

/** One's own views of the board, then those that others share, each by name. */
export async function listViews(ctx: Ctx): Promise<SavedViewItem[]> {
  const person = authorizePerson(ctx, "incident.read");
  const rows = await db().$queryRaw<Row[]>`
    SELECT v.id, v.name, v.query, v.is_shared, v.owner_id = ${person.id}::uuid AS is_own, u.name AS owner
    FROM saved_view v JOIN "user" u ON u.id = v.owner_id
    WHERE v.owner_id = ${person.id}::uuid OR v.is_shared ORDER BY is_own DESC, lower(v.name), v.id LIMIT 500`;
  return rows.map(({ id, name, query, is_shared, is_own, owner }) => ({ id, name, query, isShared: is_shared, isOwn: is_own, owner }));
}
