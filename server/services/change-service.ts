import type { z } from "zod";
import type { ChangeService } from "#lib/contracts/service.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { refuseUnknownTeam, setDependencies } from "./dependencies.ts";

type Change = z.output<typeof ChangeService>["change"];
type Field = keyof Change;
type Values = Required<{ [F in Field]: NonNullable<Change[F]> | null }>;
type Locked = { slug: string; version: number; values: Values; updatedAt: Date; updatedBy: string | null };

/** Changes what the catalogue says of a service, unless somebody else changed the same since `version`. */
export async function changeService(ctx: Ctx, input: z.output<typeof ChangeService>): Promise<{ version: number }> {
  authorize(ctx, "service.manage");
  return transaction(async (tx) => {
    const before = await lockService(tx, input.id);
    const changed = changedFields(before.values, input.change);
    if (changed.length === 0) return { version: before.version };
    if (before.version !== input.version) throw conflictOf(before, input.change, changed);
    await refuseUnknownTeam(tx, input.change.team);
    const { dependsOn, team, ...data } = input.change;
    const version = before.version + 1;
    const at = new Date(await databaseNow(tx));
    await tx.service.update({ where: { id: input.id }, data: { ...data, teamId: team, version, updatedAt: at, updatedBy: ctx.actor.name } });
    if (dependsOn) await setDependencies(tx, input.id, dependsOn);
    const detail = Object.fromEntries(changed.map((field) => [field, { from: before.values[field], to: input.change[field] ?? null }]));
    await audit(tx, ctx, { action: "service.change", subject: before.slug, detail: { id: input.id, version, ...detail } });
    return { version };
  });
}

async function lockService(tx: Transaction, id: string): Promise<Locked> {
  await tx.$executeRaw`SELECT 1 FROM service WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.service.findUnique({ where: { id }, include: { dependsOn: { select: { calleeId: true } } } });
  if (!row) throw new NotFoundError(`There is no service with the id ${id}.`);
  const { slug, version, updatedAt, updatedBy, name, description, tier, teamId, namespace } = row;
  const revenuePerMinute = row.revenuePerMinute === null ? null : Number(row.revenuePerMinute);
  const dependsOn = row.dependsOn.map(({ calleeId }) => calleeId).sort();
  return {
    slug,
    version,
    updatedAt,
    updatedBy,
    values: {
      name,
      description,
      tier,
      team: teamId,
      revenuePerMinute,
      slos: row.slos as Values["slos"],
      dependsOn,
      queries: row.queries as Values["queries"],
      namespace,
    },
  };
}

function changedFields(before: Values, change: Change): Field[] {
  const names = Object.keys(change) as Field[];
  return names.filter((name) => change[name] !== undefined && comparable(name, change[name]) !== comparable(name, before[name]));
}

function comparable(field: Field, value: unknown): string {
  if (field === "dependsOn" && Array.isArray(value)) return JSON.stringify([...new Set(value)].sort());
  if (field === "slos" && Array.isArray(value)) return JSON.stringify(value.map(({ name, objective, windowDays }) => [name, objective, windowDays]));
  if (field === "queries" && Array.isArray(value)) return JSON.stringify(value.map(({ system, gives, name, query }) => [system, gives, name, query]));
  return JSON.stringify(value);
}

function conflictOf(before: Locked, change: Change, changed: Field[]): ConflictError {
  const pick = (values: Partial<Record<Field, unknown>>) => Object.fromEntries(changed.map((field) => [field, values[field]]));
  return new ConflictError("Somebody changed this service while you were editing. Choose which values stay; both are kept here.", {
    field: changed.join(", "),
    yours: pick(change),
    theirs: pick(before.values),
    by: before.updatedBy,
    at: before.updatedAt.toISOString(),
  });
}
