import type { ClusterObject } from "#server/rca/index.ts";
import { diffOfTemplates } from "./diff-templates.ts";

export const REVISION = "deployment.kubernetes.io/revision";
const CAUSE = "kubernetes.io/change-cause";

/** One revision of a deployment. `at`: Unix milliseconds. `diff`: what its pod template changed against the revision before, if that is still kept. */
export type Rollout = {
  deployment: string;
  namespace: string;
  replicaSet: string;
  revision: number;
  at: number;
  cause: string | null;
  images: string[];
  replicas: number;
  isCurrent: boolean;
  diff: string[] | null;
};

type Template = { spec?: { containers?: { image?: string }[] } };

/** The revisions of each deployment that owns some of these replica sets, the oldest first. Pure. */
export function rolloutsOf(replicaSets: readonly ClusterObject[]): Rollout[] {
  const byOwner = Map.groupBy(
    replicaSets.filter((set) => ownerOf(set) !== null && revisionOf(set) > 0),
    (set) => `${set.metadata.namespace}/${ownerOf(set)}`,
  );
  return [...byOwner.values()].flatMap((sets) => {
    const ordered = sets.toSorted((one, other) => revisionOf(one) - revisionOf(other));
    return ordered.map((set, index) => rolloutOf(set, ordered[index - 1], index === ordered.length - 1));
  });
}

function rolloutOf(set: ClusterObject, before: ClusterObject | undefined, isCurrent: boolean): Rollout {
  const template = templateOf(set);
  return {
    deployment: ownerOf(set) ?? "",
    namespace: set.metadata.namespace ?? "",
    replicaSet: set.metadata.name,
    revision: revisionOf(set),
    at: Date.parse(String(set.metadata.creationTimestamp)),
    cause: set.metadata.annotations?.[CAUSE] ?? null,
    images: (template.spec?.containers ?? []).map(({ image = "" }) => image),
    replicas: Number((set.spec as { replicas?: number } | undefined)?.replicas ?? 0),
    isCurrent,
    diff: before ? diffOfTemplates(templateOf(before), template) : null,
  };
}

export function ownerOf({ metadata }: ClusterObject): string | null {
  const owners = (metadata.ownerReferences ?? []) as { kind?: string; name?: string; controller?: boolean }[];
  return owners.find(({ kind, controller }) => kind === "Deployment" && controller !== false)?.name ?? null;
}

function revisionOf({ metadata }: ClusterObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

function templateOf(set: ClusterObject): Template {
  return ((set.spec as { template?: Template } | undefined)?.template ?? {}) as Template;
}
