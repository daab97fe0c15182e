import { intakePool } from "./pool.ts";

type Counts = { received: number; repeated: number; refused: number; lastReason: string | null };

const STORED_EVERY_MS = 1_000;
let counted = new Map<string, Counts>();
let storing: NodeJS.Timeout | undefined;

/** Counts what became of a message, for the health of its integration. Stored a moment later: a count lost in a crash is no harm. */
export function count(integrationId: string, what: "received" | "repeated" | "refused", reason?: string): void {
  const counts = counted.get(integrationId) ?? { received: 0, repeated: 0, refused: 0, lastReason: null };
  counts[what] += 1;
  if (reason) counts.lastReason = reason;
  counted.set(integrationId, counts);
  storing ??= setTimeout(() => void storeCounts(), STORED_EVERY_MS).unref();
}

export async function storeCounts(): Promise<void> {
  clearTimeout(storing);
  storing = undefined;
  const taken = counted;
  counted = new Map();
  if (taken.size === 0) return;
  const all = [...taken].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const column = <K extends keyof Counts>(name: K) => all.map(([, counts]) => counts[name]);
  const values = [all.map(([id]) => id), column("received"), column("repeated"), column("refused"), column("lastReason")];
  await intakePool()
    .query({ name: "intake-count", text: STORE, values })
    .catch(() => undefined);
}

const STORE = `
  INSERT INTO integration_hour AS h (integration_id, hour, received, repeated, refused, last_reason)
  SELECT id, date_trunc('hour', muster_now()), received, repeated, refused, reason
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[]) AS c (id, received, repeated, refused, reason)
  ON CONFLICT (integration_id, hour) DO UPDATE SET received = h.received + excluded.received, repeated = h.repeated + excluded.repeated,
    refused = h.refused + excluded.refused, last_reason = coalesce(excluded.last_reason, h.last_reason)`;
