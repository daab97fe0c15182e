import type { KubeObject } from "../../world/types.ts";

type Column = { name: string; isWide?: boolean; of: (object: Loose, now: number) => string };
type Loose = KubeObject & { spec?: Part; status?: Part };
// biome-ignore format: one line a field
type Part = { [field: string]: unknown; containerStatuses?: ContainerStatus[]; conditions?: Condition[]; taints?: unknown[]; ports?: { port: number; protocol: string }[] };
type Condition = { type: string; status: string };
type ContainerStatus = {
  ready: boolean;
  restartCount: number;
  state?: { waiting?: { reason: string } };
  lastState?: { terminated?: { finishedAt: string } };
};

const NAME: Column = { name: "Name", of: ({ metadata }) => metadata.name };
const AGE: Column = { name: "Age", of: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now) };
const field = (name: string, of: Column["of"], isWide = false): Column => ({ name, of, isWide });
const number = (value: unknown): string => String(value ?? 0);

const COLUMNS: Record<string, readonly Column[]> = {
  Pod: [
    NAME,
    field(
      "Ready",
      ({ status }) => `${status?.containerStatuses?.filter(({ ready }) => ready).length ?? 0}/${status?.containerStatuses?.length ?? 0}`,
    ),
    field("Status", ({ status }) => status?.containerStatuses?.[0]?.state?.waiting?.reason ?? String(status?.phase)),
    field("Restarts", restartsOf),
    AGE,
    field("IP", ({ status }) => String(status?.podIP ?? "<none>"), true),
    field("Node", ({ spec }) => String(spec?.nodeName ?? "<none>"), true),
  ],
  Node: [
    NAME,
    field("Status", ({ status }) => (status?.conditions?.find(({ type }) => type === "Ready")?.status === "True" ? "Ready" : "NotReady")),
    field("Roles", () => "<none>"),
    AGE,
    field("Version", ({ status }) => String((status?.nodeInfo as { kubeletVersion?: string })?.kubeletVersion ?? "")),
  ],
  Deployment: [
    NAME,
    field("Ready", ({ spec, status }) => `${number(status?.readyReplicas)}/${number(spec?.replicas)}`),
    field("Up-to-date", ({ status }) => number(status?.updatedReplicas)),
    field("Available", ({ status }) => number(status?.availableReplicas)),
    AGE,
  ],
  ReplicaSet: [
    NAME,
    field("Desired", ({ spec }) => number(spec?.replicas)),
    field("Current", ({ status }) => number(status?.replicas)),
    field("Ready", ({ status }) => number(status?.readyReplicas)),
    AGE,
  ],
  StatefulSet: [NAME, field("Ready", ({ spec, status }) => `${number(status?.readyReplicas)}/${number(spec?.replicas)}`), AGE],
  Service: [
    NAME,
    field("Type", ({ spec }) => String(spec?.type)),
    field("Cluster-IP", ({ spec }) => String(spec?.clusterIP ?? "None")),
    field("Port(s)", ({ spec }) => (spec?.ports ?? []).map(({ port, protocol }) => `${port}/${protocol}`).join(",")),
    AGE,
  ],
  HorizontalPodAutoscaler: [
    NAME,
    field("Reference", ({ spec }) => `Deployment/${String((spec?.scaleTargetRef as { name: string } | undefined)?.name)}`),
    field("MinPods", ({ spec }) => number(spec?.minReplicas)),
    field("MaxPods", ({ spec }) => number(spec?.maxReplicas)),
    field("Replicas", ({ status }) => number(status?.currentReplicas)),
    AGE,
  ],
  Event: [
    field("Last Seen", ({ lastTimestamp }, now) => ageOf(lastTimestamp, now)),
    field("Type", ({ type }) => String(type)),
    field("Reason", ({ reason }) => String(reason)),
    field("Object", ({ involvedObject }) => {
      const { kind, name } = involvedObject as { kind: string; name: string };
      return `${kind.toLowerCase()}/${name}`;
    }),
    field("Message", ({ message }) => String(message)),
  ],
};

/** Objects as the table that kubectl prints. */
export function tableOf(kind: string, objects: readonly KubeObject[], now: number): unknown {
  const columns = COLUMNS[kind] ?? [NAME, AGE];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: { resourceVersion: "500000" },
    columnDefinitions: columns.map(({ name, isWide }) => ({
      name,
      type: "string",
      format: name === "Name" ? "name" : "",
      description: "",
      priority: isWide ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ of }) => of(object as Loose, now)),
      object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata },
    })),
  };
}

function restartsOf({ status }: Loose, now: number): string {
  const [container] = status?.containerStatuses ?? [];
  const at = container?.lastState?.terminated?.finishedAt;
  return `${container?.restartCount ?? 0}${at ? ` (${ageOf(at, now)} ago)` : ""}`;
}

/** As kubectl shortens it: `45s`, `12m`, `5h`, `3d`. */
function ageOf(instant: unknown, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(String(instant))) / 1000));
  if (Number.isNaN(seconds)) return "<unknown>";
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
