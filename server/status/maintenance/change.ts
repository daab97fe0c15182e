import type { z } from "zod";
import type { ChangeMaintenance, EndMaintenance } from "#lib/contracts/status/maintenance.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { tellOfPage } from "../create-page.ts";
import { storedPages } from "../stored.ts";
import { requireComponents, requireWindow } from "./maintenance-rules.ts";

/** Changes announced work; once it has begun only its words and its end. Another start reminds anew. */
export async function changeMaintenance(ctx: Ctx, { id, ...given }: z.output<typeof ChangeMaintenance>): Promise<{ id: string }> {
  authorize(ctx, "status.publish");
  return transaction(async (tx) => {
    const one = await lockedOpen(tx, id);
    const now = await databaseNow(tx);
    if (one.state === "running" && (given.startsAt || given.components)) {
      throw new InvalidError("It has begun: its start and its components stay. Change its words or its end.");
    }
    const startsAt = given.startsAt ?? one.startsAt.toISOString();
    requireWindow({ startsAt, endsAt: given.endsAt ?? one.endsAt.toISOString() }, now);
    const [page] = await storedPages(tx, { id: one.pageId });
    if (given.components) requireComponents(given.components, page?.components ?? []);
    const isMoved = Date.parse(startsAt) !== one.startsAt.getTime();
    const times = { startsAt: new Date(startsAt), ...(given.endsAt ? { endsAt: new Date(given.endsAt) } : {}) };
    await tx.statusMaintenance.update({ where: { id }, data: { ...given, ...times, ...(isMoved ? { remindedAt: null } : {}) } });
    await tellOfPage(tx, one.pageId);
    await audit(tx, ctx, { action: "status.change-maintenance", subject: page?.slug ?? one.pageId, detail: { id, ...given } });
    return { id };
  });
}

/** Calls off what has not begun, or ends sooner what has; the page says why. */
export async function endMaintenance(ctx: Ctx, { id, reason }: z.output<typeof EndMaintenance>): Promise<{ state: "cancelled" | "ended" }> {
  authorize(ctx, "status.publish");
  return transaction(async (tx) => {
    const one = await lockedOpen(tx, id);
    const state = one.state === "running" ? "ended" : "cancelled";
    await tx.statusMaintenance.update({ where: { id }, data: { state, reason, endedAt: new Date(await databaseNow(tx)) } });
    await tellOfPage(tx, one.pageId);
    await audit(tx, ctx, { action: `status.${state === "ended" ? "end" : "cancel"}-maintenance`, subject: one.pageId, detail: { id, reason } });
    return { state };
  });
}

async function lockedOpen(tx: Transaction, id: string) {
  await tx.$executeRaw`SELECT 1 FROM status_maintenance WHERE id = ${id}::uuid FOR UPDATE`;
  const found = await tx.statusMaintenance.findUnique({ where: { id } });
  if (!found) throw new NotFoundError("There is no such maintenance. See what is planned under Status pages.");
  if (found.state === "ended" || found.state === "cancelled") {
    throw new ConflictError(`This maintenance is ${found.state === "ended" ? "over" : "called off"} already.`, null, "already_done");
  }
  return found;
}
