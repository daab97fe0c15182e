import { inTransaction } from "#server/platform/sql.ts";

/** Throws when the connection that holds the lock was lost, and with it the lock. */
export type RequireHeld = () => Promise<void>;

/**
 * Lets one worker at a time work on the page of this address, from what it reads to what it tells: whoever waits reads only after what was told
 * before. Holds a connection of those for writing, so that `work` reads through the others.
 */
export function withPageLock<T>(slug: string, work: (requireHeld: RequireHeld) => Promise<T>): Promise<T> {
  return inTransaction(async (sql) => {
    const text = "SELECT pg_advisory_xact_lock(hashtext('muster status page'), hashtext($1))";
    await sql.query({ name: "lock-status-page", text, values: [slug] });
    return work(async () => {
      await sql.query({ name: "status-page-lock-held", text: "SELECT 1" });
    });
  });
}
