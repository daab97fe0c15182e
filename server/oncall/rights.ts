import { mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import type { Database, Transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";

/** Whether the asker looks after the schedules of a team: administrators do, and its leads. */
export async function isKeeper(sql: Transaction | Database, ctx: Ctx, teamId: string | null): Promise<boolean> {
  if (ctx.isSystem || (ctx.person?.role ?? ctx.key?.role) === "admin") return true;
  if (!ctx.person || teamId === null) return false;
  const lead = await sql.teamMember.findFirst({ where: { teamId, userId: ctx.person.id, isLead: true }, select: { userId: true } });
  return lead !== null;
}

/** Whether the asker looks after any schedule there could be. */
export async function mayKeepAny(sql: Transaction | Database, ctx: Ctx): Promise<boolean> {
  if (!mayUse(ctx, "oncall.manage")) return false;
  if (await isKeeper(sql, ctx, null)) return true;
  const led =
    ctx.person &&
    (await sql.teamMember.findFirst({ where: { userId: ctx.person.id, isLead: true, team: { archivedAt: null } }, select: { teamId: true } }));
  return led !== null;
}

export async function requireKeeper(sql: Transaction | Database, ctx: Ctx, teamId: string | null): Promise<void> {
  if (await isKeeper(sql, ctx, teamId)) return;
  throw new ForbiddenError(
    teamId === null
      ? "Only administrators change a schedule that belongs to no team. Ask one, or choose a team that you lead."
      : "Only administrators and the leads of its team change this schedule. Ask one of them; taking over a shift yourself works without.",
  );
}
