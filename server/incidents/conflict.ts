import { isDeepStrictEqual } from "node:util";
import type { FactKind } from "#lib/contracts/timeline.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import type { OpenIncident } from "./change-incident.ts";

type LastChange = { by: string; at: string };

/** Refuses when somebody changed a value since the editor saw it, and hands back both values. `expected` absent: no check was asked for. */
export function expectUnchanged<T>(field: string, expected: T | undefined, current: T, yours: unknown, lastChange: LastChange | null = null): void {
  if (expected === undefined || isDeepStrictEqual(expected, current)) return;
  throw new ConflictError(`Somebody changed the ${field} while you were editing. Choose which value stays; both are kept here.`, {
    field,
    yours,
    theirs: current,
    by: lastChange?.by ?? null,
    at: lastChange?.at ?? null,
  });
}

type Expectation<T> = { field: string; expected: T | undefined; current: T; yours: unknown };

/** `expectUnchanged`, which also says who changed the value last: the last fact of this kind whose payload holds `where`. */
export async function expectValue<T>(
  incident: OpenIncident,
  check: Expectation<T>,
  kind: FactKind,
  where: Record<string, unknown> = {},
): Promise<void> {
  const { field, expected, current, yours } = check;
  if (expected === undefined || isDeepStrictEqual(expected, current)) return;
  expectUnchanged(field, expected, current, yours, await lastChangeOf(incident, kind, where));
}

/** Who last recorded a fact of this kind, and when. */
export async function lastChangeOf(incident: OpenIncident, kind: FactKind, where: Record<string, unknown> = {}): Promise<LastChange | null> {
  const [row] = await db().$queryRaw<{ by: string; at: Date }[]>`
    SELECT actor->>'name' AS by, recorded_at AS at FROM timeline_event
    WHERE incident_id = ${incident.id}::uuid AND kind = ${kind} AND payload @> ${JSON.stringify(where)}::jsonb ORDER BY seq DESC LIMIT 1`;
  return row ? { by: row.by, at: row.at.toISOString() } : null;
}
