import { CONNECTION_KINDS } from "#lib/contracts/connection-kinds.ts";
import type { Link } from "../define.ts";
import type { Limits } from "../far.ts";
import { openLink } from "../registry.ts";
import type { Reply, Wanted } from "./far-side.ts";
import { QUICK } from "./link.ts";

export function kubeconfigFor(url: string, user = "{token: clu5ter-token}"): string {
  return `apiVersion: v1
kind: Config
current-context: shop
contexts: [{name: shop, context: {cluster: shop, user: muster}}]
clusters: [{name: shop, cluster: {server: "${url}"}}]
users: [{name: muster, user: ${user}}]`;
}

export function linkToCluster(url: string, settings: object = {}, kubeconfig = kubeconfigFor(url), limits: Partial<Limits> = {}): Promise<Link> {
  const { settings: shape } = CONNECTION_KINDS.kubernetes;
  return openLink({
    kind: "kubernetes",
    name: "Test cluster",
    source: "settings",
    settings: shape.parse(settings),
    secrets: { kubeconfig },
    check: { address: "KUBECONFIG", secret: "KUBECONFIG" },
    allowedHosts: [new URL(url).host],
    limits: { ...QUICK, ...limits },
  });
}

/** A list as the cluster gives it, in pages of `limit` that a `continue` token leads through. */
export function listOf(items: object[]): (wanted: Wanted) => Reply {
  return ({ query }) => {
    const start = Number(query.get("continue") ?? 0);
    const limit = Number(query.get("limit") ?? 500);
    const rest = items.length - start - limit;
    return {
      body: { metadata: rest > 0 ? { continue: String(start + limit), remainingItemCount: rest } : {}, items: items.slice(start, start + limit) },
    };
  };
}

type Made = { name: string; namespace?: string; at?: string; labels?: Record<string, string>; [field: string]: unknown };

export function anObject({ name, namespace = "shop", at = "2026-11-23T10:00:00Z", labels = {}, metadata = {}, ...rest }: Made) {
  return { metadata: { name, namespace, creationTimestamp: at, labels, managedFields: [], ...(metadata as object) }, ...rest };
}

/** A replica set of a deployment, as each rollout leaves one. */
export function aReplicaSet(deployment: string, revision: number, at: string, container: object) {
  const metadata = {
    annotations: { "deployment.kubernetes.io/revision": String(revision) },
    ownerReferences: [{ kind: "Deployment", name: deployment, controller: true }],
  };
  const template = {
    metadata: { labels: { app: deployment, "pod-template-hash": `h${revision}` } },
    spec: { containers: [{ name: deployment, ...container }] },
  };
  return anObject({ name: `${deployment}-${revision}`, at, metadata, spec: { replicas: 2, template } });
}
