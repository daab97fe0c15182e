import type { z } from "zod";
import type { MaintenanceId, MaintenanceInput, MaintenanceView, Matcher } from "#lib/contracts/alert-rule.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { servicesRefs } from "#server/services/index.ts";
import { checkMatchers } from "../rules/check-rules.ts";
import { routeAlerts } from "../work/work-events.ts";

const SHOWN_DAYS = 30;
const LONGEST_DAYS = 30;

/** Plans a time in which alerts of some services or labels are expected. */
export async function planMaintenance(ctx: Ctx, input: z.output<typeof MaintenanceInput>): Promise<{ id: string }> {
  authorize(ctx, "alert.manage");
  checkMatchers(input.matchers);
  if (Date.parse(input.endsAt) - Date.parse(input.startsAt) > LONGEST_DAYS * 86_400_000)
    throw new InvalidError(`A maintenance lasts at most ${LONGEST_DAYS} days. Plan another one after it.`, "invalid_input", [
      { path: "endsAt", message: "Choose an earlier end." },
    ]);
  const { title, services: serviceIds, matchers, startsAt, endsAt } = input;
  return transaction(async (tx) => {
    const services = await servicesRefs(tx, serviceIds);
    const now = await databaseNow(tx);
    if (endsAt <= now)
      throw new InvalidError("It would be over already. Choose a later end.", "invalid_input", [{ path: "endsAt", message: "Choose a later end." }]);
    const id = newId();
    const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), createdAt: new Date(now) };
    await tx.maintenanceWindow.create({ data: { id, title, serviceIds, matchers, ...times, createdBy: ctx.actor.name } });
    await audit(tx, ctx, {
      action: "maintenance.plan",
      subject: id,
      detail: { title, services: services.map(({ name }) => name), startsAt, endsAt },
    });
    return { id };
  });
}

/** Ends a maintenance before its time; alerts that it held back and that still fire are decided then. */
export async function endMaintenance(ctx: Ctx, { id }: z.output<typeof MaintenanceId>): Promise<void> {
  authorize(ctx, "alert.manage");
  await transaction(async (tx) => {
    const window = await tx.maintenanceWindow.findUnique({ where: { id } });
    if (!window) throw new NotFoundError(`There is no maintenance with the id ${id}. Reload the list.`);
    const now = new Date(await databaseNow(tx));
    if (window.endedAt || window.endsAt <= now) throw new ConflictError(`“${window.title}” is over already.`);
    await tx.maintenanceWindow.update({ where: { id }, data: { endedAt: now } });
    await audit(tx, ctx, { action: "maintenance.end", subject: id, detail: { title: window.title } });
  });
  const held = await db().alert.findMany({ where: { maintenanceId: id, outcome: "maintenance", status: "firing" }, select: { id: true }, take: 200 });
  await routeAlerts(
    systemCtx("Alerts"),
    held.map((alert) => alert.id),
  );
}

type Row = {
  id: string;
  title: string;
  serviceIds: string[];
  matchers: Matcher[];
  startsAt: Date;
  endsAt: Date;
  state: MaintenanceView["state"];
  createdBy: string;
  held: number;
};

/** Those that run or are to come, and those of the last month. */
export async function listMaintenance(ctx: Ctx): Promise<MaintenanceView[]> {
  authorize(ctx, "alert.read");
  const rows = await db().$queryRaw<Row[]>`
    SELECT w.id, w.title, w.service_ids AS "serviceIds", w.matchers, w.starts_at AS "startsAt", coalesce(w.ended_at, w.ends_at) AS "endsAt", w.created_by AS "createdBy",
      CASE WHEN coalesce(w.ended_at, w.ends_at) <= muster_now() THEN 'over' WHEN w.starts_at > muster_now() THEN 'planned' ELSE 'running' END AS state,
      (SELECT count(*)::int FROM alert a WHERE a.maintenance_id = w.id AND a.outcome = 'maintenance' AND a.status = 'firing') AS held
    FROM maintenance_window w WHERE w.ends_at > muster_now() - make_interval(days => ${SHOWN_DAYS}) ORDER BY w.starts_at DESC, w.id DESC LIMIT 200`;
  const names = await db().service.findMany({
    where: { id: { in: rows.flatMap(({ serviceIds }) => serviceIds) } },
    select: { id: true, name: true },
  });
  return rows.map(({ serviceIds, startsAt, endsAt, ...row }) => ({
    ...row,
    services: names.filter(({ id }) => serviceIds.includes(id)),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}
