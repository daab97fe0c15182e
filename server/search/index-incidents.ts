import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";

const GATHER_MS = 1_000;
const SWEEP_MS = 60_000;
const MAX_NOTES = 2_000;
const BATCH = 200;

/** Keeps the search documents up to the log: woken by each fact, with a sweep for what a crash forgot. Returns how to stop. */
export function startIndexing(): () => void {
  const changed = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  const flush = () => {
    gathering = undefined;
    const ids = [...changed];
    changed.clear();
    indexIncidents(ids).catch((error: unknown) => log.warn({ error: String(error) }, "Search was not brought up to date; the sweep repeats it."));
  };
  const silence = hear((wake) => {
    if (wake.kind !== "incident") return;
    changed.add(wake.id);
    gathering ??= setTimeout(flush, GATHER_MS);
  });
  const sweep = setInterval(() => void sweepStale().catch(() => undefined), SWEEP_MS);
  void sweepStale().catch(() => undefined);
  return () => {
    silence();
    clearTimeout(gathering);
    clearInterval(sweep);
  };
}

/**
 * Rebuilds the documents of these incidents: title and services weigh most, then the summary, then notes as they read now (the latest
 * 2,000), with retracted ones left out. Simple dictionary: no stemming, so that names and error codes are found as typed.
 */
export async function indexIncidents(ids: string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    await markIndexed(await writeDocuments(batch));
  }
}

type Indexed = { id: string; last_seq: number };

/** In the order of ids, so that several who write at once wait for each other instead of deadlocking. */
async function writeDocuments(ids: string[]): Promise<Indexed[]> {
  return await db().$queryRaw<Indexed[]>`
    WITH fresh AS MATERIALIZED (
      SELECT i.id, i.declared_at, i.last_seq,
        setweight(to_tsvector('simple', concat_ws(' ', i.title, i.reference, (SELECT string_agg(s->>'name', ' ') FROM jsonb_array_elements(i.state->'services') s))), 'A')
        || setweight(to_tsvector('simple', left(i.state->>'summary', 20000)), 'B')
        || coalesce((SELECT setweight(to_tsvector('simple', left(string_agg(left(n.text, 4000), ' '), 400000)), 'C') FROM (
             SELECT coalesce(a.annotation->>'text', e.payload->>'text') AS text FROM timeline_event e
             LEFT JOIN entry_annotation a ON a.incident_id = e.incident_id AND a.seq = e.seq
             WHERE e.incident_id = i.id AND e.kind IN ('note', 'update') AND NOT coalesce((a.annotation->>'isRetracted')::boolean, false)
             ORDER BY e.seq DESC LIMIT ${MAX_NOTES}) n), ''::tsvector) AS document
      FROM incident i WHERE i.id = ANY(${ids}::uuid[])
    ), written AS (
      INSERT INTO incident_search (incident_id, declared_at, document) SELECT id, declared_at, document FROM fresh ORDER BY id
      ON CONFLICT (incident_id) DO UPDATE SET document = excluded.document
    )
    SELECT id, last_seq FROM fresh`;
}

/** Never waits for a command: an incident that one has locked gains an entry, and is indexed again for it. */
async function markIndexed(indexed: Indexed[]): Promise<void> {
  await db().$executeRaw`
    UPDATE incident SET indexed_seq = done.seq
    FROM (SELECT * FROM unnest(${indexed.map(({ id }) => id)}::uuid[], ${indexed.map(({ last_seq }) => last_seq)}::int[]) AS d (id, seq)) done
    WHERE incident.id = done.id AND incident.id IN (
      SELECT i.id FROM incident i JOIN unnest(${indexed.map(({ id }) => id)}::uuid[]) AS w (id) USING (id) FOR NO KEY UPDATE OF i SKIP LOCKED
    ) AND incident.indexed_seq < done.seq`;
}

async function sweepStale(): Promise<void> {
  const stale = await db().$queryRaw<{ id: string }[]>`SELECT id FROM incident WHERE indexed_seq < last_seq LIMIT 1000`;
  await indexIncidents(stale.map(({ id }) => id));
}
