import { hasMail } from "#server/paging/index.ts";
import { type Database, databaseNow, db, type Transaction } from "#server/platform/db.ts";
import { urlOfPage } from "./addresses.ts";
import { toldIncidents } from "./shown/incidents.ts";
import type { PageSource } from "./shown/page.ts";
import type { StoredPage } from "./stored.ts";

/** Everything out of which a page is made. */
export async function readSource(page: StoredPage, reader: Database | Transaction = db()): Promise<PageSource> {
  const [incidents, maintenance, now] = await Promise.all([
    toldIncidents({ id: page.id, isPractice: page.settings.isPractice }, reader),
    reader.statusMaintenance.findMany({ where: { pageId: page.id }, orderBy: { startsAt: "asc" } }),
    databaseNow(reader),
  ]);
  return {
    page,
    incidents,
    maintenance: maintenance.map((one) => ({ ...one, state: one.state as PageSource["maintenance"][number]["state"] })),
    now,
    canMail: hasMail(),
    url: urlOfPage(page.slug, page.settings.audience),
  };
}
