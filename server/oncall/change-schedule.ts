import type { z } from "zod";
import { type ChangeSchedule, ScheduleLayer } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { requireKeeper } from "./rights.ts";
import { type LockedSchedule, lockSchedule, refuseUnfit, refuseUnknownTeam } from "./schedule.ts";

type Change = z.output<typeof ChangeSchedule>["change"];
type Field = keyof Change;

/** Changes a schedule, unless somebody else changed it since `version`. Both values of what changed stay in the audit trail. */
export async function changeSchedule(ctx: Ctx, input: z.output<typeof ChangeSchedule>): Promise<{ version: number }> {
  authorize(ctx, "oncall.manage");
  return transaction(async (tx) => {
    const row = await lockSchedule(tx, input.id);
    await requireKeeper(tx, ctx, row.teamId);
    const before = valuesOf(row);
    const changed = (Object.keys(input.change) as Field[]).filter(
      (name) => input.change[name] !== undefined && JSON.stringify(input.change[name]) !== JSON.stringify(before[name]),
    );
    if (changed.length === 0) return { version: row.version };
    if (row.version !== input.version) throw conflictOf(row, before, input.change, changed);
    const { team, ...data } = input.change;
    if (team !== undefined && team !== row.teamId) {
      await refuseUnknownTeam(tx, team);
      await requireKeeper(tx, ctx, team);
    }
    const known = new Set(before.layers.flatMap(({ people }) => people));
    await refuseUnfit(
      tx,
      [...new Set((input.change.layers ?? []).flatMap(({ people }) => people))].filter((id) => !known.has(id)),
    );
    const version = row.version + 1;
    const updatedAt = new Date(await databaseNow(tx));
    const teamChange = team === undefined ? {} : { teamId: team };
    await tx.oncallSchedule.update({ where: { id: row.id }, data: { ...data, ...teamChange, version, updatedAt, updatedBy: ctx.actor.name } });
    const detail = Object.fromEntries(changed.map((field) => [field, { from: before[field], to: input.change[field] ?? null }]));
    await audit(tx, ctx, { action: "oncall.schedule.change", subject: row.slug, detail: { id: row.id, version, ...detail } });
    return { version };
  });
}

type Values = { [F in Field]-?: NonNullable<Change[F]> | null } & { layers: ScheduleLayer[] };

function valuesOf({ name, description, zone, teamId, layers, warnsOfGaps }: LockedSchedule): Values {
  return { name, description, zone, team: teamId, layers: ScheduleLayer.array().parse(layers), warnsOfGaps };
}

function conflictOf(row: LockedSchedule, before: Values, change: Change, changed: Field[]): ConflictError {
  const pick = (values: Partial<Record<Field, unknown>>) => Object.fromEntries(changed.map((field) => [field, values[field]]));
  return new ConflictError("Somebody changed this schedule while you were editing. Nothing was saved; both versions are kept here.", {
    field: changed.join(", "),
    yours: pick(change),
    theirs: pick(before),
    by: row.updatedBy,
    at: row.updatedAt.toISOString(),
  });
}
