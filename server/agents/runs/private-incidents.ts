import { db } from "#server/platform/db.ts";

const REFERENCE = /INC-\d{4}-\d{4}-\d{3,}/gi;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** True when these values name a private incident other than this one. Who may see the run's incident need not be allowed to see that one. */
export async function privateIncidentsIn(values: unknown[], ownIncidentId: string | null): Promise<boolean> {
  const text = JSON.stringify(values) ?? "";
  const references = [...new Set((text.match(REFERENCE) ?? []).map((found) => found.toUpperCase()))];
  const ids = [...new Set((text.match(ID) ?? []).map((found) => found.toLowerCase()))];
  if (references.length + ids.length === 0) return false;
  const [row] = await db().$queryRaw<object[]>`
    SELECT 1 FROM incident WHERE visibility = 'private' AND id IS DISTINCT FROM ${ownIncidentId}::uuid
      AND (reference = ANY(${references}) OR id::text = ANY(${ids})) LIMIT 1`;
  return row !== undefined;
}
