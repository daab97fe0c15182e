import type { Database, Transaction } from "#server/platform/db.ts";
import { namedId, newId } from "#server/platform/id.ts";

export type Message = {
  userIds: readonly string[];
  kind: string;
  title: string;
  body: string;
  /** A path of the console. */
  href: string;
  /** Given, each person is told of this once, however often it is said. */
  once?: string;
};

/** Puts a message that belongs to no incident into the inboxes of these people, as far as they are still here. Returns how many were told. */
export async function tell(sql: Transaction | Database, { userIds, kind, title, body, href, once }: Message): Promise<number> {
  if (userIds.length === 0) return 0;
  const people = [...new Set(userIds)];
  const ids = people.map((id) => (once === undefined ? newId() : namedId(`${once} ${id}`)));
  const told = await sql.$queryRaw<unknown[]>`
    WITH told AS (
      INSERT INTO notification (id, user_id, kind, title, body, href, created_at)
      SELECT n.id, u.id, ${kind}, ${title}, ${body}, ${href}, muster_now()
      FROM unnest(${ids}::uuid[], ${people}::uuid[]) AS n(id, user_id) JOIN "user" u ON u.id = n.user_id AND u.deactivated_at IS NULL
      ON CONFLICT (id) DO NOTHING RETURNING user_id
    )
    SELECT pg_notify('muster', 'inbox ' || user_id)::text FROM told`;
  return told.length;
}
