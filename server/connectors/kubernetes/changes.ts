import type { Change, ClusterObject } from "#server/rca/index.ts";
import type { Window } from "../capture.ts";
import type { RawObject } from "./list.ts";
import { type Rollout, rolloutsOf } from "./rollouts.ts";

type Condition = { type?: string; lastUpdateTime?: string };
type Managed = { manager?: string; operation?: string; subresource?: string; time?: string };

/** Writers of fields that belong to the cluster itself. */
const OWN_WRITERS = /^(kube-|k3s|kubelet|cluster-autoscaler|vpa-|cloud-controller|coredns)/;

export type Watched = {
  replicaSets: ClusterObject[];
  deployments: ClusterObject[];
  configMaps: RawObject[];
  autoscalers: RawObject[];
  revisions: RawObject[];
};

/** What changed in a window, the earliest first: rollouts and their differences, config maps, autoscalers, stateful and daemon sets. Pure. */
export function changesIn({ replicaSets, deployments, configMaps, autoscalers, revisions }: Watched, window: Window): Change[] {
  const updatedAt = new Map(deployments.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, progressedAt(one)]));
  const rollouts = rolloutsOf(replicaSets);
  const found = [
    ...rollouts.flatMap((rollout, index) => changeOfRollout(rollout, rollouts[index - 1], updatedAt)),
    ...configMaps.flatMap((object) => changeOfFields(object, "configuration", `Config map ${object.metadata.name} was changed`)),
    ...autoscalers.flatMap((object) => changeOfFields(object, "configuration", `Autoscaler ${object.metadata.name} was changed`)),
    ...revisions.flatMap(changeOfRevision),
  ];
  return found.filter(({ at }) => at >= window.from && at <= window.to).toSorted((one, other) => one.at - other.at);
}

/** The first revision of a deployment is its beginning. One whose replica set is older than the revision before was rolled back to. */
function changeOfRollout(rollout: Rollout, before: Rollout | undefined, updatedAt: Map<string, number | null>): Change[] {
  const { deployment, namespace, revision, cause, images, diff, isCurrent } = rollout;
  const isSame = before?.deployment === deployment && before.namespace === namespace;
  const isBack = isSame && before.at > rollout.at;
  const at = isBack ? (updatedAt.get(`${namespace}/${deployment}`) ?? null) : rollout.at;
  if (at === null || (isBack && !isCurrent)) return [];
  const what = isBack ? `rolled back to revision ${revision}` : revision > 1 ? `rolled out revision ${revision}` : "was created";
  return [
    {
      id: `rollout:${namespace}/${deployment}:${revision}`,
      at,
      kind: "deploy",
      service: deployment,
      title: `${deployment} ${what} (${images.join(", ")})${cause ? `: ${cause}` : ""}`,
      author: null,
      link: null,
      detail: (diff ?? []).join("\n"),
    },
  ];
}

function changeOfFields(object: RawObject, kind: string, title: string): Change[] {
  const { name, namespace, labels, managedFields, creationTimestamp } = object.metadata as RawObject["metadata"] & {
    namespace?: string;
    labels?: Record<string, string>;
    managedFields?: Managed[];
    creationTimestamp?: string;
  };
  const written = (managedFields ?? []).filter(({ manager = "", subresource = "" }) => !OWN_WRITERS.test(manager) && subresource === "");
  const last = written.toSorted((one, other) => Date.parse(other.time ?? "") - Date.parse(one.time ?? ""))[0];
  const at = Date.parse(last?.time ?? creationTimestamp ?? "");
  if (Number.isNaN(at)) return [];
  const service = labels?.["app.kubernetes.io/name"] ?? labels?.app ?? null;
  return [{ id: `${kind}:${namespace}/${name}:${at}`, at, kind, service, title, author: last?.manager ?? null, link: null, detail: "" }];
}

function changeOfRevision({ metadata }: RawObject): Change[] {
  const { name, namespace, creationTimestamp, ownerReferences } = metadata as typeof metadata & {
    namespace?: string;
    creationTimestamp?: string;
    ownerReferences?: { kind: string; name: string }[];
  };
  const owner = ownerReferences?.find(({ kind }) => kind === "StatefulSet" || kind === "DaemonSet");
  const at = Date.parse(creationTimestamp ?? "");
  if (!owner || Number.isNaN(at)) return [];
  const title = `${owner.kind === "StatefulSet" ? "Stateful set" : "Daemon set"} ${owner.name} has the new revision ${name}`;
  return [{ id: `revision:${namespace}/${name}`, at, kind: "deploy", service: owner.name, title, author: null, link: null, detail: "" }];
}

function progressedAt({ status }: ClusterObject): number | null {
  const conditions = ((status as { conditions?: Condition[] } | undefined)?.conditions ?? []).filter(({ type }) => type === "Progressing");
  const at = Date.parse(conditions[0]?.lastUpdateTime ?? "");
  return Number.isNaN(at) ? null : at;
}
