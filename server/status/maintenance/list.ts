import type { Maintenance } from "#lib/contracts/status/maintenance.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { storedPage } from "../stored.ts";

const MOST = 100;

/** Announced work of a page: what is to come first, then what was, the newest first. */
export async function listMaintenance(ctx: Ctx, { page: slug }: { page: string }): Promise<{ items: Maintenance[] }> {
  authorize(ctx, "status.read");
  const page = await storedPage(slug);
  const rows = await db().statusMaintenance.findMany({ where: { pageId: page.id }, orderBy: { startsAt: "desc" }, take: MOST });
  const items = rows.map(({ id, title, text, components, remindMinutes, reason, ...row }) => ({
    id,
    page: slug,
    title,
    text,
    components,
    remindMinutes,
    reason,
    state: row.state as Maintenance["state"],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    remindedAt: row.remindedAt?.toISOString() ?? null,
  }));
  const isOpen = ({ state }: Maintenance) => state === "scheduled" || state === "running";
  return { items: [...items.filter(isOpen).reverse(), ...items.filter((one) => !isOpen(one))] };
}
