import type { RunEvent } from "#lib/contracts/runbook-run.ts";
import { inTransaction } from "#server/platform/sql.ts";
import type { Claim, Place } from "./performing.ts";

const GATHER_MS = 100;
const MOST_AT_ONCE = 16_000;

/** Output on its way into the log: gathered for a moment, written in order, only by the worker that still holds the run. */
export function openLog({ id, fence }: Claim, place: Place): { give(text: string): void; flush(): Promise<void> } {
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting !== "") {
      const text = waiting.slice(0, MOST_AT_ONCE).toWellFormed();
      waiting = waiting.slice(MOST_AT_ONCE);
      writing = writing.then(() => append(id, fence, { type: "output", ...place, text })).catch(() => undefined);
    }
  };
  return {
    give(text) {
      waiting += text;
      timer ??= setTimeout(write, GATHER_MS);
    },
    async flush() {
      write();
      await writing;
    },
  };
}

function append(id: string, fence: number, event: RunEvent): Promise<void> {
  return inTransaction(async (sql) => {
    const [row] = await sql.query<{ seq: number }>({
      name: "runbook-output-seq",
      text: "UPDATE runbook_run SET last_seq = last_seq + 1 WHERE id = $1 AND fence = $2 RETURNING last_seq AS seq",
      values: [id, fence],
    });
    if (!row) return;
    sql.send({
      name: "runbook-event",
      text: "INSERT INTO runbook_event (run_id, seq, data, at) VALUES ($1, $2, $3, muster_now())",
      values: [id, row.seq, JSON.stringify(event)],
    });
    sql.send({ name: "runbook-told", text: "SELECT pg_notify('muster', $1)", values: [`runbook ${id}`] });
  });
}
