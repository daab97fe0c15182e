import type { ClusterObject } from "#server/rca/index.ts";

type Loose = Record<string, unknown>;
const of = (value: unknown): Loose => (typeof value === "object" && value !== null ? (value as Loose) : {});
const list = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(of) : []);
const text = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

/** One line of an object, as a list of kubectl tells it. Pure. */
export function lineOfObject({ kind, metadata, ...object }: ClusterObject): string {
  const { name, namespace, creationTimestamp } = metadata as { name: string; namespace?: string; creationTimestamp?: string };
  const place = namespace ? `${namespace}/${name}` : name;
  const tell = TELLING[kind];
  const said = tell ? tell(object) : text(of(object.status).phase);
  return [kind, place, said, creationTimestamp ? `created ${creationTimestamp}` : ""].filter(Boolean).join("  ");
}

const TELLING: Record<string, (object: Loose) => string> = {
  Pod: ({ status, spec }) => {
    const containers = list(of(status).containerStatuses);
    const ready = containers.filter((one) => one.ready === true).length;
    const restarts = containers.reduce((sum, one) => sum + Number(one.restartCount ?? 0), 0);
    return `ready ${ready}/${containers.length}  ${stateOf(of(status), containers)}  ${restarts} restarts  on ${text(of(spec).nodeName) || "no node"}`;
  },
  Deployment: ({ spec, status }) => {
    const { readyReplicas, updatedReplicas, availableReplicas } = of(status);
    return `ready ${Number(readyReplicas ?? 0)}/${text(of(spec).replicas)}  updated ${Number(updatedReplicas ?? 0)}  available ${Number(availableReplicas ?? 0)}`;
  },
  ReplicaSet: ({ spec, status }) => `ready ${Number(of(status).readyReplicas ?? 0)}/${text(of(spec).replicas)}`,
  Node: ({ status }) => {
    const true_ = list(of(status).conditions).filter((one) => one.status === "True");
    return true_.map((one) => text(one.type)).join(",") || "NotReady";
  },
  HorizontalPodAutoscaler: ({ spec, status }) =>
    `replicas ${text(of(status).currentReplicas)}, wants ${text(of(status).desiredReplicas)}, between ${text(of(spec).minReplicas)} and ${text(of(spec).maxReplicas)}`,
  Event: (event) => {
    const about = of(event.involvedObject);
    const at = text(event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp);
    return `${at}  ${text(event.type)} ${text(event.reason)}  ${text(about.kind)}/${text(about.name)}  ${text(event.message).slice(0, 300)}`;
  },
};

/** What stands in the way of a pod, before its phase. */
function stateOf(status: Loose, containers: readonly Loose[]): string {
  const reasons = containers.flatMap((one) => {
    const waiting = of(of(one.state).waiting).reason;
    const ended = of(of(one.state).terminated).reason ?? of(of(one.lastState).terminated).reason;
    return [waiting, ended].filter((reason): reason is string => typeof reason === "string");
  });
  return [...new Set(reasons)].join(",") || text(status.reason ?? status.phase);
}
