import type { Bundle, ClusterObject, Edge } from "../bundle.ts";
import { type AlertText, alertTexts } from "./read/alert-text.ts";
import type { ReachText, UnitText } from "./read/host-text.ts";
import type { LogText } from "./read/log-text.ts";
import { record, words } from "./read/loose.ts";
import type { UsageText } from "./read/usage-text.ts";
import { openStore, type Store, type Stored } from "./store.ts";
import { selects } from "./view/named.ts";
import { addressesIn, claimView, eventView, nodeView, quotaView, serviceView, volumeView, workloadView } from "./view/others.ts";
import { podView, withoutHashes } from "./view/pods.ts";
import type { Claim, Event, Node, PersistentVolume, Pod, Quota, Service, Workload } from "./view/types.ts";

/** A cluster as the checks see it. Lists are in the order in which things were first seen. */
export type Cluster = {
  pods: Pod[];
  nodes: Node[];
  workloads: Workload[];
  services: Service[];
  claims: Claim[];
  volumes: PersistentVolume[];
  quotas: Quota[];
  events: Event[];
  units: UnitText[];
  reaches: ReachText[];
  logs: LogText[];
  alerts: AlertText[];
  usage: UsageText[];
  edges: Edge[];
  /** The latest instant that the evidence knows of; null when it tells none. */
  now: number | null;
  store: Store;
  /** What anything in the cluster has to say of this thing. */
  eventsOf(kind: string, namespace: string, name: string): Event[];
  podsOf(workload: Workload): Pod[];
  podsBehind(service: Service): Pod[];
  /** The name under which others speak of this workload: its own, or that of the service in front of it when the calls are told in those. */
  nameOf(workload: string, namespace: string): string;
  logOf(name: string): LogText | null;
};

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

export function openCluster(bundle: Bundle): Cluster {
  const store = openStore(bundle);
  const events = store.events
    .map(({ object, source }) => eventView(object, source))
    .map((event) => ({ ...event, namespace: event.namespace || store.namespace }));
  const byObject = Map.groupBy(events, ({ kind, namespace, name }) => `${kind}/${kind === "Node" ? "" : namespace}/${name}`);
  const eventsOf = (kind: string, namespace: string, name: string): Event[] =>
    byObject.get(`${kind}/${kind === "Node" ? "" : namespace}/${name}`) ?? [];
  const own = ({ object }: Stored): Event[] => eventsOf(object.kind, store.namespaceOf(object), object.metadata.name);
  const workloads = WORKLOADS.flatMap((kind) => store.of(kind)).map((stored) => workloadView(stored.object, stored.source, own(stored)));
  const ownerOf = new Map(workloads.map(({ kind, namespace, name, owner }) => [`${kind}/${namespace}/${name}`, owner]));
  const workloadOf = (namespace: string) => (kind: string, name: string) =>
    ownerOf.get(`${kind}/${namespace}/${name}`) ??
    (kind === "ReplicaSet" ? name.replace(/-[0-9a-z]{5,10}$/, "") : kind === "Job" ? name.replace(/-\d{8,}$/, "") : name);
  const pods = store.of("Pod").map((stored) => podView(stored.object, stored.source, own(stored), workloadOf(store.namespaceOf(stored.object))));
  const jobs = workloads.filter(({ kind }) => kind === "Job");
  for (const pod of pods) pod.workload = jobOf(pod, jobs) ?? pod.workload;
  const templates = templatesOf(workloads);
  const services = store.of("Service").map(({ object, source }) => serviceView(object, source, endpointsOf(store, object)));
  const named = new Set(bundle.edges.flatMap(({ caller, callee }) => [caller, callee]));
  const logs = store.readings.flatMap((reading) => reading.logs);
  return {
    pods: pods.map((pod) => withTemplate(pod, templates.get(`${pod.namespace}/${pod.workload}`))),
    nodes: store.of("Node").map((stored) => nodeView(stored.object, stored.source, own(stored))),
    workloads,
    services,
    claims: store.of("PersistentVolumeClaim").map((stored) => claimView(stored.object, stored.source, own(stored))),
    volumes: store.of("PersistentVolume").map(({ object, source }) => volumeView(object, source)),
    quotas: store.of("ResourceQuota").map(({ object, source }) => quotaView(object, source)),
    events,
    units: store.readings.flatMap(({ units }) => units),
    reaches: store.readings.flatMap(({ reaches }) => reaches),
    logs,
    alerts: [...store.readings.flatMap(({ alerts }) => alerts), ...alertTexts(bundle.alerts)],
    usage: store.readings.flatMap(({ usage }) => usage),
    edges: bundle.edges,
    now: nowOf(bundle),
    store,
    eventsOf,
    podsOf: ({ name, namespace }) =>
      pods.filter(
        (pod) =>
          pod.namespace === namespace &&
          (pod.workload === name || pod.name.startsWith(`${name}-`)) &&
          withoutHashes(pod.name) === withoutHashes(pod.workload),
      ),
    podsBehind: ({ namespace, selector }) => pods.filter((pod) => pod.namespace === namespace && selects(selector, pod.labels)),
    nameOf(workload, namespace) {
      if (named.size === 0 || named.has(workload)) return workload;
      const labels =
        templates.get(`${namespace}/${workload}`)?.templateLabels ??
        pods.find((pod) => pod.workload === workload && pod.namespace === namespace)?.labels ??
        {};
      return (
        services.find((service) => service.namespace === namespace && named.has(service.name) && selects(service.selector, labels))?.name ?? workload
      );
    },
    logOf: (name) =>
      longest(logs.filter(({ subject }) => subject === name)) ??
      longest(logs.filter(({ subject }) => withoutHashes(subject) === name || subject === withoutHashes(name))),
  };
}

function nowOf({ outputs, incident }: Bundle): number | null {
  const known = [...outputs.map(({ at }) => at), incident.detectedAt, incident.endedAt].filter((at): at is number => at !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** A table does not name the owner of a pod; the name of a job and five letters do. */
function jobOf(pod: Pod, jobs: Workload[]): string | null {
  const before = pod.name.replace(/-[a-z0-9]{5}$/, "");
  return before === pod.name ? null : (jobs.find(({ name, namespace }) => name === before && namespace === pod.namespace)?.name ?? null);
}

const longest = (logs: LogText[]): LogText | null => logs.toSorted((one, other) => other.lines.length - one.lines.length)[0] ?? null;

function templatesOf(workloads: Workload[]): Map<string, Workload> {
  return new Map(
    workloads.filter(({ spec, kind }) => spec && kind !== "ReplicaSet").map((workload) => [`${workload.namespace}/${workload.name}`, workload]),
  );
}

/** What a description of a pod leaves out (affinity, secrets for pulling) stands in the template it was made from. */
function withTemplate(pod: Pod, workload: Workload | undefined): Pod {
  const template = workload?.spec;
  if (!template) return pod;
  const { affinity, pullSecrets, nodeSelector, containers } = pod.spec;
  return {
    ...pod,
    spec: {
      ...pod.spec,
      containers: containers.length > 0 ? containers : template.containers,
      affinity: Object.keys(affinity).length > 0 ? affinity : template.affinity,
      pullSecrets: pullSecrets.length > 0 ? pullSecrets : template.pullSecrets,
      nodeSelector: Object.keys(nodeSelector).length > 0 ? nodeSelector : template.nodeSelector,
    },
  };
}

function endpointsOf(store: Store, service: ClusterObject): number | null {
  const namespace = store.namespaceOf(service);
  const found = store.find("Endpoints", namespace, service.metadata.name);
  if (found) return addressesIn(found.object);
  const slices = store
    .of("EndpointSlice")
    .filter(
      ({ object }) =>
        words(record(object.metadata.labels)["kubernetes.io/service-name"]) === service.metadata.name && store.namespaceOf(object) === namespace,
    );
  if (slices.length > 0) return slices.reduce((sum, { object }) => sum + addressesIn(object), 0);
  return typeof service.endpointCount === "number" ? service.endpointCount : null;
}
