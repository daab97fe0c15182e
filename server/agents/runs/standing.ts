import { roleHolds } from "#lib/contracts/permissions.ts";
import { visibleTo } from "#server/board/index.ts";
import { standingKey } from "#server/keys/index.ts";
import type { Key, Person } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { ClaimedRun } from "./store.ts";

/** How a run stands at this moment: whose rights it has, and how long it worked without the time in which it waited for a person. */
export type Standing = { rights: Rights; workedMs: number };
export type Rights = { person: Person; key: Key | undefined };

type Row = Person & { maySee: boolean; workedMs: number };

/** Read anew before each step, since rights change while a run is under way; in words, why it may not go on. */
export async function standingOf({ id, askedBy, keyId }: ClaimedRun): Promise<Standing | string> {
  const maySee = visibleTo({ person: { id: askedBy }, isSystem: false });
  const [[row], key] = await Promise.all([
    db().$queryRaw<Row[]>`
      SELECT u.id, u.name, u.handle, u.email, u.role, (i.id IS NULL OR ${maySee}) AS "maySee",
        (EXTRACT(epoch FROM muster_now() - r.started_at) * 1000 - r.waited_ms)::float AS "workedMs"
      FROM agent_run r JOIN "user" u ON u.id = r.asked_by AND u.deactivated_at IS NULL LEFT JOIN incident i ON i.id = r.incident_id
      WHERE r.id = ${id}::uuid`,
    keyId ? standingKey(keyId) : undefined,
  ]);
  if (!row || !roleHolds(row.role, "agent.run")) return "The person who asked may not run agents any more.";
  if (key === null) return "The API key that it was asked with does not work any more.";
  if (!row.maySee) return "The person who asked may not see this incident any more.";
  const { maySee: _, workedMs, ...person } = row;
  return { rights: { person, key }, workedMs };
}
