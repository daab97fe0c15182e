import { openLinks } from "#server/connections/index.ts";
import type { Link } from "#server/connectors/index.ts";
import { type Practice, practiceOf } from "#server/drills/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** What an investigation may ask: the enabled connections, or for the incident of a drill the systems of its world and no others. */
export async function linksFor(ctx: Ctx, incidentId: string | null): Promise<{ links: Link[]; warnings: string[]; practice: Practice | null }> {
  const practice = incidentId ? await practiceOf(ctx, incidentId) : null;
  return { ...(practice ?? (await openLinks(ctx))), practice };
}
