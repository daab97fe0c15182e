import { openLinks } from "#server/connections/index.ts";
import type { Link } from "#server/connectors/index.ts";
import { practiceOf } from "#server/drills/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";

/** What a run can reach: a cluster with its kubeconfig, and systems that answer queries. `scope` tells the same target of two clusters apart. */
export type Surroundings = {
  scope: string;
  clusterName: string | null;
  kubeconfig: string | null;
  secrets: string[];
  links: Link[];
  warnings: string[];
};

/**
 * The world of the drill for an incident of one; otherwise what is connected, with the cluster of this name alone. Without a name with the first; null:
 * with none, as a run that was planned when there was none.
 */
export async function surroundingsOf(ctx: Ctx, incidentId: string | null, wanted?: string | null): Promise<Surroundings> {
  const asking = ctx.isSystem ? ctx : systemCtx("Runbooks");
  const practice = incidentId ? await practiceOf(asking, incidentId) : null;
  const { links: all, warnings } = practice ?? (await openLinks(asking));
  const clusters = all.filter(({ kind }) => kind === "kubernetes");
  const cluster = (wanted === null ? null : wanted ? clusters.find(({ name }) => name === wanted) : clusters[0]) ?? null;
  const links = all.filter((link) => link.kind !== "kubernetes" || link === cluster);
  const gone = wanted && !cluster ? [`The cluster “${wanted}” is not connected. Choose another, or connect it in Settings → Connections.`] : [];
  return {
    scope: practice && incidentId ? `drill ${incidentId}` : (cluster?.name ?? ""),
    clusterName: cluster?.name ?? null,
    kubeconfig: cluster ? kubeconfigOf(cluster) : null,
    secrets: all.flatMap(({ far }) => [...(far.secrets ?? [])]),
    links,
    warnings: [...gone, ...warnings],
  };
}

export async function clusterNames(ctx: Ctx, incidentId: string | null): Promise<string[]> {
  const asking = ctx.isSystem ? ctx : systemCtx("Runbooks");
  const { links } = (incidentId ? await practiceOf(asking, incidentId) : null) ?? (await openLinks(asking));
  return links.filter(({ kind }) => kind === "kubernetes").map(({ name }) => name);
}

/**
 * A kubeconfig made anew from how the connection is asked: one cluster, one account, no program that is run for a token, no file, no proxy. Whatever
 * the one that was stored held besides is not in it.
 */
export function kubeconfigOf({ far, name }: Pick<Link, "far" | "name">): string {
  const base64 = (pem: string | undefined) => (pem === undefined ? undefined : Buffer.from(pem).toString("base64"));
  const cluster = { server: far.url, "certificate-authority-data": base64(far.tls?.ca), "tls-server-name": far.tls?.serverName };
  const certificate = { "client-certificate-data": base64(far.tls?.cert), "client-key-data": base64(far.tls?.key) };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster }],
    users: [{ name: "muster", user: { ...certificate, ...accountOf(far.headers.authorization ?? "") } }],
    contexts: [{ name, context: { cluster: name, user: "muster" } }],
    "current-context": name,
  });
}

function accountOf(authorization: string): Record<string, string> {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme === "Bearer") return { token: value };
  if (scheme !== "Basic") return {};
  const [username = "", ...password] = Buffer.from(value, "base64").toString("utf8").split(":");
  return { username, password: password.join(":") };
}
