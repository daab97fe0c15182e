import { type ChangeSummary, ListChanges } from "#lib/contracts/change.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { listChanges } from "./list-changes.ts";

const BEFORE_MS = 24 * 3_600_000;
const MOST = 20;

/** What was changed on these services in the day before an incident began, and since. `end` null while it lasts. */
export async function recentChanges(ctx: Ctx, services: string[], began: string, end: string | null): Promise<ChangeSummary[]> {
  authorize(ctx, "alert.read");
  const from = new Date(Date.parse(began) - BEFORE_MS).toISOString();
  const pages = await Promise.all(
    services.slice(0, 20).map((service) => listChanges(ctx, ListChanges.parse({ service, from, to: end, limit: MOST }))),
  );
  return pages
    .flatMap(({ items }) => items)
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, MOST);
}
