import type { Sql } from "#server/platform/sql.ts";
import type { RunRow } from "./rows.ts";

/** The same target of two clusters is two targets. */
export function lockKey({ plan, target }: Pick<RunRow, "plan" | "target">, scope: string): string {
  return JSON.stringify([scope, plan.namespace, target]);
}

/** Takes the target for this run. Null when it is taken, also by this run before; otherwise who holds it. */
export async function takeLock(sql: Sql, row: RunRow, scope: string): Promise<{ id: string; title: string; by: string } | null> {
  if (row.target === "" || row.mode === "dry") return null;
  const key = lockKey(row, scope);
  await sql.query({
    name: "runbook-lock-take",
    text: "INSERT INTO runbook_lock (target, run_id, since) VALUES ($1, $2, muster_now()) ON CONFLICT DO NOTHING",
    values: [key, row.id],
  });
  const [held] = await sql.query<{ id: string; title: string; by: string }>({
    name: "runbook-lock-held",
    text: `SELECT r.id, r.title, r.started_by->>'name' AS by FROM runbook_lock l JOIN runbook_run r ON r.id = l.run_id WHERE l.target = $1 AND l.run_id <> $2`,
    values: [key, row.id],
  });
  return held ?? null;
}

export function freeLocks(sql: Sql, runId: string): void {
  sql.send({ name: "runbook-lock-free", text: "DELETE FROM runbook_lock WHERE run_id = $1", values: [runId] });
}
