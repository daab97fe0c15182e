import type { ServiceGraph } from "#lib/contracts/service.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NONE_OPEN, openIncidents } from "./open-incidents.ts";
import { cyclesIn, type Edge } from "./rules.ts";

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

/** Every dependency between services that are not archived. */
export async function readEdges(): Promise<Edge[]> {
  return db().$queryRaw<Edge[]>`
    SELECT d.caller_id AS caller, d.callee_id AS callee FROM service_dependency d
    JOIN service a ON a.id = d.caller_id AND a.archived_at IS NULL
    JOIN service b ON b.id = d.callee_id AND b.archived_at IS NULL ORDER BY 1, 2`;
}
