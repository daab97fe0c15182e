import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { AlertDetail, AlertId } from "#lib/contracts/alert.ts";
import type { AlertLevel, SignalKind } from "#lib/contracts/alert-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { type AlertRow, selectAlerts, summaryOf } from "./list-alerts.ts";

const MOST_HISTORY = 100;

/** One alert with what its sender said of it, the newest first. */
export async function readAlert(ctx: Ctx, { id }: z.output<typeof AlertId>): Promise<AlertDetail> {
  authorize(ctx, "alert.read");
  const row = await standingAlert(ctx, id);
  const history = await db().alertSignal.findMany({ where: { alertId: id }, orderBy: [{ at: "desc" }, { round: "desc" }], take: MOST_HISTORY });
  return {
    ...summaryOf(row),
    dedupKey: row.dedupKey,
    description: row.description,
    firstAt: row.firstAt.toISOString(),
    history: history.map(({ at, kind, level, eventId }) => ({
      at: at.toISOString(),
      kind: kind as SignalKind,
      level: level as AlertLevel,
      event: eventId,
    })),
  };
}

export async function standingAlert(ctx: Ctx, id: string): Promise<AlertRow> {
  const [row] = await selectAlerts(ctx, Prisma.sql`WHERE a.id = ${id}::uuid`);
  if (!row) throw new NotFoundError(`There is no alert with the id ${id}. Reload the list.`);
  return row;
}
