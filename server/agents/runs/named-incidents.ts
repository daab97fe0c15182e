import { db } from "#server/platform/db.ts";

const REFERENCE = /INC-\d{4}-\d{4}-\d{3,}/gi;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * The incidents that these values name, beside the run's own, and whether one of them is private now, or the values name another run that
 * is its asker's alone. Who may see the run's incident need not be allowed to see those.
 */
export async function incidentsNamedIn(values: unknown[], ownIncidentId: string | null): Promise<{ ids: string[]; isOnePrivate: boolean }> {
  const text = JSON.stringify(values) ?? "";
  const references = [...new Set((text.match(REFERENCE) ?? []).map((found) => found.toUpperCase()))];
  const ids = [...new Set((text.match(ID) ?? []).map((found) => found.toLowerCase()))];
  if (references.length + ids.length === 0) return { ids: [], isOnePrivate: false };
  const rows = await db().$queryRaw<{ id: string; visibility: string }[]>`
    SELECT id, visibility FROM incident WHERE (reference = ANY(${references}) OR id = ANY(${ids}::uuid[])) AND id IS DISTINCT FROM ${ownIncidentId}::uuid`;
  const isOnePrivate = rows.some(({ visibility }) => visibility === "private") || (await isOneRunPersonal(ids));
  return { ids: rows.map(({ id }) => id), isOnePrivate };
}

async function isOneRunPersonal(ids: string[]): Promise<boolean> {
  return ids.length > 0 && (await db().agentRun.count({ where: { id: { in: ids }, isPersonal: true } })) > 0;
}
