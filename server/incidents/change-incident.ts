import { isCommanderOnly, type Permission } from "#lib/contracts/permissions.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { leads } from "#lib/contracts/room-rights.ts";
import type { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { keptAnswers, onceStored, receiptKey, sameAnswer } from "#server/platform/once.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { type Clocks, type LockedIncident, lockedIncident, record, storeChanges } from "#server/timeline/index.ts";

/** A locked incident inside a command. `room` follows each recorded fact. */
export type OpenIncident = {
  readonly id: string;
  readonly room: RoomState;
  readonly lastSeq: number;
  readonly now: string;
  record(fact: Fact, clocks?: Clocks): Promise<TimelineEntry>;
};

/**
 * The shape of a command on one incident: authorises, locks the row, lets `change` record facts, and stores them with the receipt of a
 * request that named itself. A private incident does not exist for those not named on it. A merged one is read-only.
 */
export async function changeIncident<T>(
  ctx: Ctx,
  permission: Permission,
  reference: string,
  change: (incident: OpenIncident) => Promise<T>,
): Promise<T> {
  authorize(ctx, permission);
  return changing(ctx, reference, async (sql) => {
    const locked = await lockIncident(sql, ctx, permission, reference);
    const work = async (): Promise<T> => {
      if (locked.room.phase === "merged") throw mergedError(locked.room);
      return change(openIncident(sql, ctx, locked));
    };
    return { locked: [locked], work };
  });
}

/** The same for two incidents, locked in the order of their references so that no two commands wait for each other. Either may be merged. */
export async function changeTwo<T>(
  ctx: Ctx,
  permission: Permission,
  references: [string, string],
  change: (one: OpenIncident, two: OpenIncident) => Promise<T>,
): Promise<T> {
  authorize(ctx, permission);
  const [one, two] = references;
  return changing(ctx, one, async (sql) => {
    const lower = await lockIncident(sql, ctx, permission, one < two ? one : two);
    const upper = await lockIncident(sql, ctx, permission, one < two ? two : one);
    const [first, second] = one < two ? [lower, upper] : [upper, lower];
    return { locked: [lower, upper], work: () => change(openIncident(sql, ctx, first), openIncident(sql, ctx, second)) };
  });
}

export type Locked = LockedIncident & { room: RoomState };
type Change<T> = { locked: Locked[]; work: () => Promise<T> };

function changing<T>(ctx: Ctx, about: string, lock: (sql: Sql) => Promise<Change<T>>): Promise<T> {
  const key = receiptKey(ctx);
  return onceStored(() =>
    inTransaction(async (sql) => {
      const [{ locked, work }, answers] = await Promise.all([lock(sql), keptAnswers(sql, key ? [key] : [])]);
      const kept = key ? answers.get(key) : undefined;
      if (kept) return sameAnswer<T>(kept, about);
      const value = await work();
      await storeChanges(sql, locked, key ? [{ key, answer: { value, about } }] : []);
      return value;
    }),
  );
}

/** Locks one incident for who may change it like that. */
async function lockIncident(sql: Sql, ctx: Ctx, permission: Permission, reference: string): Promise<Locked> {
  const locked = (await lockIncidents(sql, [reference])).get(reference);
  return requireRight(ctx, permission, reference, locked);
}

/** The incident, unless it does not exist for this person, or is not theirs to change like that. */
export function requireRight(ctx: Ctx, permission: Permission, reference: string, locked: Locked | undefined): Locked {
  if (!locked || !maySee(ctx, locked.room)) throw noSuchIncident(reference);
  if (isCommanderOnly(permission)) requireCommand(ctx, locked.room);
  return locked;
}

type Row = { id: string; reference: string; last_seq: number; audit_hash: Uint8Array; state: RoomState; now: Date };

/**
 * Locks incidents in the order of their references, so that no two transactions wait for each other. The time of an incident never runs
 * backwards: a transaction that began earlier may get the lock later.
 */
export async function lockIncidents(sql: Sql, references: string[]): Promise<Map<string, Locked>> {
  const rows = await sql.query<Row>({
    name: "lock-incidents",
    text: `
      SELECT id, reference, last_seq, audit_hash, state, GREATEST(muster_now(), activity_at) AS now FROM incident
      WHERE reference = ANY($1) ORDER BY reference FOR NO KEY UPDATE`,
    values: [references],
  });
  return new Map(
    rows.map(({ id, reference, last_seq: lastSeq, audit_hash: auditHash, state: room, now }) => [
      reference,
      { ...lockedIncident({ id, room, lastSeq, auditHash, now: now.toISOString() }), room },
    ]),
  );
}

export function openIncident(sql: Sql, ctx: Ctx, locked: Locked): OpenIncident {
  return {
    get id() {
      return locked.id;
    },
    get room() {
      return locked.room;
    },
    get lastSeq() {
      return locked.lastSeq;
    },
    get now() {
      return locked.now;
    },
    record: (fact, clocks) => record(sql, ctx, locked, fact, clocks),
  };
}

export function maySee(ctx: Ctx, room: Pick<RoomState, "visibility" | "members">): boolean {
  return room.visibility === "normal" || ctx.isSystem || room.members.some(({ id }) => id === ctx.person?.id);
}

export function noSuchIncident(reference: string): NotFoundError {
  return new NotFoundError(`There is no incident ${reference} that you may see. Check the reference.`);
}

/** Refuses unless the person commands this incident, is its deputy, or administers the organisation. */
export function requireCommand(ctx: Ctx, room: RoomState): void {
  if (mayCommand(ctx, room)) return;
  throw new ForbiddenError(`Only the commander or deputy of ${room.reference}, or an administrator, can do this. Ask them, or take command first.`);
}

export function mayCommand(ctx: Ctx, room: RoomState): boolean {
  if (ctx.isSystem) return true;
  return ctx.person ? leads(ctx.person, room) : ctx.key?.role === "admin";
}

export function mergedError(room: RoomState): ConflictError {
  const target = room.mergedInto?.reference ?? "another incident";
  return new ConflictError(`${room.reference} was merged into ${target}. Work there, or undo the merge first.`);
}
