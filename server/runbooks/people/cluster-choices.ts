import { z } from "zod";
import type { ClusterChoices, ClustersFor } from "#lib/contracts/runbook-run.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { clusterNames, surroundingsOf } from "../run/cluster.ts";

const PATHS: Record<z.output<typeof ClusterChoices>["kind"], (namespace: string) => string> = {
  namespace: () => "/api/v1/namespaces",
  node: () => "/api/v1/nodes",
  pod: (namespace) => (namespace === "" ? "/api/v1/pods" : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`),
  deployment: (namespace) =>
    namespace === "" ? "/apis/apps/v1/deployments" : `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`,
  statefulset: (namespace) =>
    namespace === "" ? "/apis/apps/v1/statefulsets" : `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/statefulsets`,
};
const Listed = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

/** What there is in the cluster to choose from, by name; in words why there is nothing to choose. */
export async function clusterChoices(
  ctx: Ctx,
  { incident, kind, namespace, cluster: wanted }: z.output<typeof ClusterChoices>,
): Promise<{ names: string[]; why: string | null }> {
  authorize(ctx, "runbook.run");
  const about = incident ? await findIncident(ctx, incident) : null;
  const { links } = await surroundingsOf(ctx, about?.id ?? null, wanted);
  const cluster = links.find((link) => link.kind === "kubernetes");
  if (!cluster) return { names: [], why: "No cluster is connected, so type the name." };
  try {
    const { body } = await cluster.json({ path: PATHS[kind](namespace), query: { limit: 500 } }, Listed);
    return { names: [...new Set(body.items.map(({ metadata }) => metadata.name))].toSorted(), why: null };
  } catch (error) {
    return { names: [], why: error instanceof Error ? error.message : String(error) };
  }
}

/** The clusters that a run can be made on, the one first that it is made on where none is named. */
export async function listClusters(ctx: Ctx, { incident }: z.output<typeof ClustersFor>): Promise<{ names: string[] }> {
  authorize(ctx, "runbook.run");
  const about = incident ? await findIncident(ctx, incident) : null;
  return { names: await clusterNames(ctx, about?.id ?? null) };
}
