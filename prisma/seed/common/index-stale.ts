import { db } from "#server/platform/db.ts";
import { indexIncidents } from "#server/search/index.ts";

/** Makes the search documents that wait for a worker, of which there may be none. */
export async function indexStale(): Promise<void> {
  const stale = await db().$queryRaw<{ id: string }[]>`SELECT id FROM incident WHERE indexed_seq < last_seq`;
  await indexIncidents(stale.map(({ id }) => id));
}
