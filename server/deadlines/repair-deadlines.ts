import type { Deadline } from "#lib/contracts/deadline.ts";
import { deadlinesOf, keyOf, ownerIdOf } from "#lib/contracts/deadlines-of.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { fireTime, storeDeadlines } from "#server/timeline/index.ts";

type Open = { kind: Deadline["kind"]; subject: string; ownerId: string | null; dueAt: string };

/**
 * Puts the table of deadlines right where it differs from the incidents' states: after an upgrade that brings a new kind or new times.
 * Looks at incidents that are open, and at those that have open deadlines. Answers with how many were put right.
 */
export async function repairDeadlines(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  const candidates = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM incident WHERE phase = ANY(${[...ACTIVE_PHASES]}::text[])
    UNION SELECT incident_id FROM deadline WHERE state = 'open' ORDER BY id`;
  let repaired = 0;
  for (const { id } of candidates) if (await repairOne(id)) repaired += 1;
  return repaired;
}

/** Only an incident that differs is locked. */
async function repairOne(id: string): Promise<boolean> {
  const seen = await inTransaction((sql) => readOne(sql, id, ""));
  if (!seen || isRight(seen)) return false;
  return inTransaction(async (sql) => {
    const locked = await readOne(sql, id, "FOR NO KEY UPDATE OF i");
    if (!locked || isRight(locked)) return false;
    const { room, open, now } = locked;
    const wanted = deadlinesOf(room);
    const keys = new Set(wanted.map(keyOf));
    storeDeadlines(
      sql,
      wanted.map((deadline) => ({ id, deadline, seq: null, fireAt: fireTime(deadline, now) })),
      open.filter((row) => !keys.has(keyOf(row))).map((deadline) => ({ id, deadline, state: "withdrawn" as const, answer: null, by: null, at: now })),
    );
    return true;
  });
}

type Seen = { room: RoomState; open: Open[]; now: string };

async function readOne(sql: Sql, id: string, lock: "" | "FOR NO KEY UPDATE OF i"): Promise<Seen | null> {
  const [row] = await sql.query<{ state: RoomState; now: Date }>({
    name: lock ? "deadlines-lock" : "deadlines-look",
    text: `SELECT state, muster_now() AS now FROM incident i WHERE id = $1 ${lock}`,
    values: [id],
  });
  const open = await sql.query<{ kind: Open["kind"]; subject: string; owner_id: string | null; due_at: Date }>({
    name: "deadlines-open",
    text: "SELECT kind, subject, owner_id, due_at FROM deadline WHERE incident_id = $1 AND state = 'open'",
    values: [id],
  });
  if (!row) return null;
  const rows = open.map(({ kind, subject, owner_id: ownerId, due_at }) => ({ kind, subject, ownerId, dueAt: due_at.toISOString() }));
  return { room: row.state, open: rows, now: row.now.toISOString() };
}

function isRight({ room, open }: Seen): boolean {
  const print = (key: string, owner: string | null, dueAt: string) => `${key} ${owner} ${dueAt}`;
  const wanted = deadlinesOf(room).map((deadline) => print(keyOf(deadline), ownerIdOf(deadline), deadline.dueAt));
  const stored = open.map((row) => print(keyOf(row), row.ownerId, row.dueAt));
  return wanted.toSorted().join("\n") === stored.toSorted().join("\n");
}
