/** What counts of an update for promises. Times RFC 3339. */
export type Promised = { at: string; nextBy: string | null; status: string };

/** `kept` of `due` promises; `open`: the one that is still to come; `missedSince`: since when one is overdue. */
export type PromiseRecord = { due: number; kept: number; open: string | null; missedSince: string | null };

/**
 * Whether each promised next update of one incident came in time. The resolution promises nothing more. Updates oldest first, also those that
 * were retracted: they came. Pure.
 */
export function promiseRecord(updates: readonly Promised[], now: string): PromiseRecord {
  const record: PromiseRecord = { due: 0, kept: 0, open: null, missedSince: null };
  for (const [index, { nextBy, status }] of updates.entries()) {
    if (!nextBy || status === "resolved") continue;
    const next = updates[index + 1]?.at;
    if (next !== undefined) {
      record.due += 1;
      if (next <= nextBy) record.kept += 1;
    } else if (nextBy < now) {
      record.due += 1;
      record.missedSince = nextBy;
    } else record.open = nextBy;
  }
  return record;
}

/** The records of several incidents as one figure. */
export function promisesTogether(records: readonly PromiseRecord[]): { due: number; kept: number } {
  return { due: records.reduce((sum, { due }) => sum + due, 0), kept: records.reduce((sum, { kept }) => sum + kept, 0) };
}
