import type { ServiceGraph } from "#lib/contracts/service.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readEdges } from "./edges.ts";
import { NONE_OPEN, openIncidents } from "./open-incidents.ts";
import { cyclesIn } from "./rules.ts";

/** The living part of the catalogue as a graph, with the circles in it. */
export async function readServiceGraph(ctx: Ctx): Promise<ServiceGraph> {
  authorize(ctx, "service.read");
  const services = await db().service.findMany({
    where: { archivedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, name: true, tier: true },
  });
  const ids = services.map(({ id }) => id);
  const edges = await readEdges();
  const open = await openIncidents(ctx, ids);
  return {
    services: services.map((service) => ({ ...service, isArchived: false, openIncidents: (open.get(service.id) ?? NONE_OPEN).openIncidents })),
    edges,
    cycles: cyclesIn(edges),
  };
}
