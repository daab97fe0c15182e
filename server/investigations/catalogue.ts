import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { readServiceGraph } from "#server/services/index.ts";
import type { Call } from "./scope.ts";

/** What the catalogue says, by the short names of services: all of them, the most important first, and who calls whom. */
export async function catalogueBySlug(ctx: Ctx): Promise<{ services: string[]; calls: Call[] }> {
  authorize(ctx, "incident.read");
  const { services, edges } = await readServiceGraph(ctx);
  const slugs = new Map(services.map(({ id, slug }) => [id, slug]));
  const calls = edges.flatMap(({ caller, callee }) => {
    const [from, to] = [slugs.get(caller), slugs.get(callee)];
    return from && to ? [{ caller: from, callee: to }] : [];
  });
  return { services: services.toSorted((one, other) => one.tier - other.tier).map(({ slug }) => slug), calls };
}
