import type { ClusterObject } from "../../bundle.ts";
import { labelsOf, list, numberOr, record, under, words } from "../read/loose.ts";
import { instantIn } from "../read/times.ts";
import { namedView } from "./named.ts";
import { podSpecView } from "./pod-spec.ts";
import { conditionsView } from "./pods.ts";
import type { Claim, Event, Node, PersistentVolume, Quota, Service, Workload } from "./types.ts";

export function workloadView(object: ClusterObject, source: string, events: Event[]): Workload {
  const [spec, status] = [record(object.spec), record(object.status)];
  const template = under(spec, "template") ?? under(spec, "jobTemplate", "spec", "template");
  const owner = list(object.metadata.ownerReferences)
    .map(record)
    .find(({ name }) => words(name) !== "");
  return {
    ...namedView(object, source),
    spec: template === undefined ? null : podSpecView(under(template, "spec")),
    templateLabels: labelsOf(under(template, "metadata", "labels")),
    selector: labelsOf(under(spec, "selector", "matchLabels")),
    owner: owner ? words(owner.name) : null,
    wanted: numberOr(spec.replicas ?? status.desiredNumberScheduled, null),
    ready: numberOr(status.readyReplicas ?? status.numberReady ?? status.numberAvailable, null),
    current: numberOr(status.replicas, null),
    conditions: conditionsView(status.conditions),
    events,
    object,
  };
}

export function serviceView(object: ClusterObject, source: string, endpoints: number | null): Service {
  const spec = record(object.spec);
  const ip = words(spec.clusterIP);
  return {
    ...namedView(object, source),
    type: words(spec.type) || "ClusterIP",
    clusterIp: ip && ip !== "None" ? ip : null,
    selector: labelsOf(spec.selector),
    ports: list(spec.ports).flatMap((one) => {
      const { name, port, targetPort, protocol } = record(one);
      const number = numberOr(port, null);
      return number === null
        ? []
        : [{ name: words(name), port: number, targetPort: words(targetPort) || String(number), protocol: words(protocol) || "TCP" }];
    }),
    endpoints,
    isHeadless: ip === "None",
    externalName: words(spec.externalName) || null,
  };
}

/** Addresses in the subsets of Endpoints or the list of an EndpointSlice that are ready. */
export function addressesIn(object: ClusterObject): number {
  if (Array.isArray(object.endpoints)) return object.endpoints.filter((one) => under(one, "conditions", "ready") !== false).length;
  return list(object.subsets).reduce((sum: number, subset) => sum + list(record(subset).addresses).length, 0);
}

export function nodeView(object: ClusterObject, source: string, events: Event[]): Node {
  const [spec, status] = [record(object.spec), record(object.status)];
  const conditions = conditionsView(status.conditions);
  const ready = conditions.find(({ type }) => type === "Ready");
  const taints = list(spec.taints).map((one) => {
    const { key, value, effect } = record(one);
    return { key: words(key), value: words(value), effect: words(effect) };
  });
  return {
    ...namedView(object, source),
    isReady: ready ? ready.status === "True" : null,
    isCordoned: spec.unschedulable === true || taints.some(({ key }) => key === "node.kubernetes.io/unschedulable"),
    taints,
    conditions,
    allocatable: labelsOf(status.allocatable),
    requested: labelsOf(status.requested),
    address: words(under(list(status.addresses)[0], "address")) || null,
    events,
  };
}

export function claimView(object: ClusterObject, source: string, events: Event[]): Claim {
  const [spec, status] = [record(object.spec), record(object.status)];
  return {
    ...namedView(object, source),
    phase: words(status.phase),
    storageClass: typeof spec.storageClassName === "string" ? spec.storageClassName : null,
    accessModes: (list(spec.accessModes).length > 0 ? list(spec.accessModes) : list(status.accessModes)).map(words),
    wanted: words(under(spec, "resources", "requests", "storage")) || null,
    selector: labelsOf(under(spec, "selector", "matchLabels")),
    volume: words(spec.volumeName) || null,
    events,
  };
}

export function volumeView(object: ClusterObject, source: string): PersistentVolume {
  const spec = record(object.spec);
  const claim = record(spec.claimRef);
  return {
    ...namedView(object, source),
    phase: words(under(object.status, "phase")),
    storageClass: typeof spec.storageClassName === "string" ? spec.storageClassName : null,
    accessModes: list(spec.accessModes).map(words),
    capacity: words(under(spec, "capacity", "storage")) || null,
    claim: words(claim.name) ? `${words(claim.namespace)}/${words(claim.name)}` : null,
  };
}

export function quotaView(object: ClusterObject, source: string): Quota {
  const status = record(object.status);
  return { ...namedView(object, source), hard: labelsOf(status.hard ?? under(object.spec, "hard")), used: labelsOf(status.used) };
}

export function eventView(object: ClusterObject, source: string): Event {
  const about = record(object.involvedObject ?? object.regarding);
  return {
    kind: words(about.kind),
    name: words(about.name),
    namespace: words(about.namespace) || words(object.metadata.namespace),
    reason: words(object.reason),
    isWarning: words(object.type) === "Warning",
    message: words(object.message ?? object.note),
    count: numberOr(object.count, 1),
    age: numberOr(object.age, null),
    first:
      instantIn(object.firstTimestamp) ?? instantIn(object.eventTime) ?? (numberOr(object.count, 1) === 1 ? instantIn(object.lastTimestamp) : null),
    source,
  };
}
