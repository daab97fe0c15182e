import { Prisma } from "#generated/prisma/client.ts";
import { isCommanderOnly, type Permission } from "#lib/contracts/permissions.ts";
import { COMMANDER } from "#lib/contracts/role.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact, TimelineEntry } from "#lib/contracts/timeline.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { once } from "#server/platform/once.ts";
import { type Clocks, type LockedIncident, record } from "#server/timeline/index.ts";

/** A locked incident inside a command. `room` follows each recorded fact. */
export type OpenIncident = {
  readonly id: string;
  readonly room: RoomState;
  readonly lastSeq: number;
  readonly now: string;
  readonly tx: Transaction;
  record(fact: Fact, clocks?: Clocks): Promise<TimelineEntry>;
};

type Row = { id: string; last_seq: number; audit_hash: Uint8Array; state: RoomState; now: Date };

/**
 * The frame of every command on one incident: authorise, lock its row, refuse what the person may not see or do, then `change`.
 * A private incident does not exist for those not named on it. A merged one is read-only.
 */
export async function changeIncident<T>(
  ctx: Ctx,
  permission: Permission,
  reference: string,
  change: (incident: OpenIncident) => Promise<T>,
): Promise<T> {
  authorize(ctx, permission);
  return transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, permission, reference);
    return once(tx, ctx, () => {
      if (incident.room.phase === "merged") throw mergedError(incident.room);
      return change(incident);
    });
  });
}

/** The same for two incidents at once. Only whoever may see both gets here; `change` decides about merged ones. */
export async function changeTwo<T>(
  ctx: Ctx,
  permission: Permission,
  references: readonly [string, string],
  change: (first: OpenIncident, second: OpenIncident) => Promise<T>,
): Promise<T> {
  authorize(ctx, permission);
  const [one, two] = references;
  return transaction(async (tx) => {
    const lower = await lockIncident(tx, ctx, permission, one < two ? one : two);
    const upper = await lockIncident(tx, ctx, permission, one < two ? two : one);
    return once(tx, ctx, () => (one < two ? change(lower, upper) : change(upper, lower)));
  });
}

/**
 * Locks one incident for writing. Lock two in the order of their references, so that commands never wait for each other in a circle.
 * Its time never runs backwards: a transaction that began earlier may get the lock later.
 */
export async function lockIncident(tx: Transaction, ctx: Ctx, permission: Permission, reference: string): Promise<OpenIncident> {
  const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT id, last_seq, audit_hash, state, GREATEST(muster_now(), activity_at) AS now FROM incident WHERE reference = ${reference} FOR NO KEY UPDATE`);
  if (!row || !maySee(ctx, row.state)) throw noSuchIncident(reference);
  if (isCommanderOnly(permission)) requireCommand(ctx, row.state);
  const locked: LockedIncident & { room: RoomState } = {
    id: row.id,
    room: row.state,
    lastSeq: row.last_seq,
    auditHash: row.audit_hash,
    now: row.now.toISOString(),
  };
  return openIncident(tx, ctx, locked);
}

export function openIncident(tx: Transaction, ctx: Ctx, locked: LockedIncident & { room: RoomState }): OpenIncident {
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
    tx,
    record: (fact, clocks) => record(tx, ctx, locked, fact, clocks),
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
  if (ctx.isSystem || ctx.person?.role === "admin") return true;
  const leads = room.assignments.filter(({ role, state }) => (role === COMMANDER || role === "deputy") && state !== "paged");
  return leads.some(({ person }) => person.id === ctx.person?.id);
}

export function mergedError(room: RoomState): ConflictError {
  const target = room.mergedInto?.reference ?? "another incident";
  return new ConflictError(`${room.reference} was merged into ${target}. Work there, or undo the merge first.`);
}
