import { setTimeout as sleep } from "node:timers/promises";
import type { Link } from "../define.ts";
import { compareNanos, type LogRow } from "./answers.ts";
import { logQuery, MOST_LINES } from "./operations.ts";

/** Lines may come this much later than those after them. */
const LATE_MS = 5_000;

type Tail = { query: string; from: number; everyMs?: number; signal: AbortSignal };

/**
 * Follows a query until the signal ends it: lines from `from` (Unix milliseconds) on, each once, in the order in which Loki came to know them. It asks
 * again and again instead of holding a WebSocket, so it also goes through proxies and data sources; a line may be up to 5 s late. Throws ConnectorFailed
 * when Loki stays away.
 */
export async function* tailLogs(link: Link, { query, from, everyMs = 1_000, signal }: Tail): AsyncGenerator<LogRow[], void> {
  const seen = new Map<string, string>();
  let start = from;
  while (!signal.aborted) {
    const { rows, provenance } = await untilEnded(signal, logQuery.run(link, askFor(query, start), signal));
    const fresh = rows.filter((row) => !seen.has(keyOf(row)));
    for (const row of fresh) seen.set(keyOf(row), row.nanos);
    if (fresh.length > 0) yield fresh;
    const last = rows.at(-1);
    if (last) start = provenance.truncated ? last.at : Math.max(start, last.at - LATE_MS);
    forget(seen, start);
    if (!provenance.truncated || fresh.length === 0) await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

function askFor(query: string, start: number) {
  return { query, from: start, to: Math.max(Date.now() + 1, start + 1), limit: MOST_LINES, direction: "forward" as const };
}

/** Being ended is the way a tail ends, no failure. */
async function untilEnded<R>(signal: AbortSignal, work: Promise<{ rows: R[]; provenance: { truncated: boolean } }>) {
  return work.catch((error: unknown) => {
    if (signal.aborted) return { rows: [] as R[], provenance: { truncated: false } };
    throw error;
  });
}

function keyOf({ nanos, labels, line }: LogRow): string {
  return `${nanos}\u0001${JSON.stringify(labels)}\u0001${line}`;
}

function forget(seen: Map<string, string>, before: number): void {
  const bound = `${before - LATE_MS}000000`;
  for (const [key, nanos] of seen) if (compareNanos(nanos, bound) < 0) seen.delete(key);
}
