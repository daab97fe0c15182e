import type { ClusterObject } from "#server/rca/index.ts";
import type { Link } from "../define.ts";
import { listObjects, podLogs, readChanges } from "../kubernetes/operations.ts";
import type { Resource } from "../kubernetes/resources.ts";
import type { Gathering } from "./gathering.ts";
import { valueMeaning } from "./names.ts";
import { levelOf, messageOf, traceOf } from "./read-line.ts";
import type { Wanted } from "./wanted.ts";

const IN_NAMESPACE: Resource[] = [
  "events",
  "deployments",
  "replicasets",
  "statefulsets",
  "horizontalpodautoscalers",
  "services",
  "endpointslices",
  "persistentvolumeclaims",
  "resourcequotas",
  "networkpolicies",
];
const MOST = 2_000;
const LINES = 500;
const MOST_PODS_READ = 12;
const NAMING_LABELS = ["app.kubernetes.io/name", "app", "k8s-app", "service"];

type Status = {
  phase?: string;
  containerStatuses?: { name: string; restartCount?: number; ready?: boolean; state?: { waiting?: object }; lastState?: { terminated?: object } }[];
};

/** The objects of the namespaces where the services run, their nodes, what changed there, and the logs of pods in trouble. */
export async function fromKubernetes(link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const list = (resource: Resource, namespace?: string) =>
    gathering.ask(link, `${resource}${namespace ? ` in ${namespace}` : ""}`, () =>
      listObjects.run(link, { resource, namespace, limit: MOST }, signal),
    );
  const pods = (await list("pods")) ?? [];
  const namespaces = namespacesOf(pods, wanted);
  const nearby = pods.filter(({ metadata }) => namespaces.has(metadata.namespace ?? ""));
  const nodes = (await list("nodes")) ?? [];
  gathering.objects.push(...nearby, ...nodes);
  for (const namespace of namespaces) {
    for (const resource of IN_NAMESPACE) gathering.objects.push(...((await list(resource, namespace)) ?? []));
    const changes = await gathering.ask(link, `changes in ${namespace}`, () => readChanges.run(link, { ...wanted.window, namespace }, signal));
    gathering.changes.push(...(changes ?? []));
  }
  const silent = silentNodes(nodes);
  await readTroubled(
    link,
    nearby.filter(({ spec }) => !silent.has((spec as Placed)?.nodeName ?? "")),
    wanted,
    gathering,
    signal,
  );
}

/** What the cluster itself runs on: where it is in trouble, so may be everything else. */
const OF_THE_CLUSTER = /^kube-|-system$/;

/** Where the catalogue says, where pods carry the name of a service, and of the cluster's own what is in trouble. */
function namespacesOf(pods: readonly ClusterObject[], { services, incident }: Wanted): Set<string> {
  const said = [incident.namespace ?? "", ...services.map(({ namespace }) => namespace)];
  const found = pods
    .filter((pod) => services.some(({ name }) => valueMeaning(name, namesOf(pod)) !== null))
    .map(({ metadata }) => metadata.namespace ?? "");
  const beneath = pods
    .filter((pod) => OF_THE_CLUSTER.test(pod.metadata.namespace ?? "") && isTroubled(pod))
    .map(({ metadata }) => metadata.namespace ?? "");
  return new Set([...said, ...found, ...beneath].filter(Boolean));
}

type Placed = { nodeName?: string } | undefined;
type Conditions = { conditions?: { type: string; status: string }[] } | undefined;

/** Nodes whose kubelet gives no logs: each question would wait for its time to pass. */
function silentNodes(nodes: readonly ClusterObject[]): Set<string> {
  const isSilent = ({ status }: ClusterObject): boolean =>
    ((status as Conditions)?.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is !== "True");
  return new Set(nodes.filter(isSilent).map(({ metadata }) => metadata.name));
}

function namesOf({ metadata }: ClusterObject): string[] {
  return NAMING_LABELS.flatMap((label) => metadata.labels?.[label] ?? []);
}

async function readTroubled(link: Link, pods: readonly ClusterObject[], wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  for (const pod of pods.filter(isTroubled).slice(0, MOST_PODS_READ)) {
    const { name, namespace = "" } = pod.metadata;
    const service = wanted.services.find((one) => valueMeaning(one.name, namesOf(pod)) !== null)?.name ?? namesOf(pod)[0] ?? name;
    for (const { name: container, restartCount = 0 } of statusOf(pod).containerStatuses ?? []) {
      for (const previous of restartCount > 0 ? [true, false] : [false]) {
        const input = { namespace, pod: name, container, previous, since: undefined, lines: LINES, bytes: 1_000_000 };
        const rows = await gathering.ask(link, `${previous ? "the former log" : "the log"} of ${name}`, () => podLogs.run(link, input, signal));
        for (const { at, line } of rows ?? [])
          gathering.addLine({ at, service, level: levelOf(line), message: messageOf(line), trace: traceOf(line) });
      }
    }
  }
}

function isTroubled(pod: ClusterObject): boolean {
  const { phase, containerStatuses = [] } = statusOf(pod);
  const isBroken = containerStatuses.some(
    ({ restartCount = 0, ready, state }) => restartCount > 0 || ready === false || state?.waiting !== undefined,
  );
  return isBroken || phase === "Failed";
}

function statusOf(pod: ClusterObject): Status {
  return (pod.status ?? {}) as Status;
}
