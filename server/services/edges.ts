import { db } from "#server/platform/db.ts";
import type { Edge } from "./rules.ts";

/** Every dependency between services that are not archived. */
export async function readEdges(): Promise<Edge[]> {
  return db().$queryRaw<Edge[]>`
    SELECT d.caller_id AS caller, d.callee_id AS callee FROM service_dependency d
    JOIN service a ON a.id = d.caller_id AND a.archived_at IS NULL
    JOIN service b ON b.id = d.callee_id AND b.archived_at IS NULL ORDER BY 1, 2`;
}
