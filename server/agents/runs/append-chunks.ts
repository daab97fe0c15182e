import type { Transaction } from "#server/platform/db.ts";
import { type Chunk, storable } from "./chunks.ts";

/** Adds chunks to a run in the caller's transaction, whoever drives it, and wakes whoever follows it. The row's lock gives seq without gaps. */
export async function appendChunks(tx: Transaction, runId: string, chunks: Chunk[]): Promise<void> {
  const json = JSON.stringify(storable(chunks));
  await tx.$queryRaw`
    WITH run AS (UPDATE agent_run SET last_seq = last_seq + ${chunks.length} WHERE id = ${runId}::uuid RETURNING id, last_seq),
      chunk AS (
        INSERT INTO agent_run_chunk (run_id, seq, data, at)
        SELECT run.id, run.last_seq - ${chunks.length} + c.place, c.data, muster_now()
        FROM run, jsonb_array_elements(${json}::jsonb) WITH ORDINALITY AS c (data, place))
    SELECT pg_notify('muster', concat_ws(' ', 'run', id, 0))::text FROM run`;
}
