import type { ClusterObject } from "../../bundle.ts";
import type { Loose } from "../read/loose.ts";

/** Where something of the cluster was seen: the command or file that showed it. */
export type Seen = { source: string };

/** `since`: when it came about, Unix milliseconds. */
export type Condition = { type: string; status: string; reason: string; message: string; since: number | null };

export type State = {
  kind: "waiting" | "running" | "terminated" | "unknown";
  reason: string;
  message: string;
  exitCode: number | null;
  from: number | null;
  to: number | null;
};

export type Probe = {
  how: "http" | "tcp" | "grpc" | "exec" | "unknown";
  port: string;
  path: string;
  delay: number;
  timeout: number;
  period: number;
  failures: number;
};

export type Port = { name: string; port: number; protocol: string };

/** A variable of a container; `from` names the key of a config map or secret it comes from. */
export type Variable = { name: string; value: string; from: Reference | null };

export type Reference = { kind: "ConfigMap" | "Secret"; name: string; key: string | null; isOptional: boolean };

export type Container = {
  name: string;
  isInit: boolean;
  /** An init container that is meant to go on running beside the others. */
  isSidecar: boolean;
  image: string;
  command: string[];
  ports: Port[];
  env: Variable[];
  references: Reference[];
  limits: Record<string, string>;
  requests: Record<string, string>;
  liveness: Probe | null;
  readiness: Probe | null;
  startup: Probe | null;
};

export type Volume = { name: string; claim: string | null; reference: Reference | null; hostPath: string | null };

export type Toleration = { key: string; operator: string; value: string; effect: string };

export type PodSpec = {
  containers: Container[];
  serviceAccount: string | null;
  nodeSelector: Record<string, string>;
  tolerations: Toleration[];
  affinity: Loose;
  volumes: Volume[];
  pullSecrets: string[];
};

export type ContainerStatus = { name: string; isInit: boolean; isReady: boolean; restarts: number; state: State; last: State };

export type Named = Seen & { kind: string; name: string; namespace: string; labels: Record<string, string>; annotations: Record<string, string> };

export type Event = Seen & {
  kind: string;
  name: string;
  namespace: string;
  reason: string;
  isWarning: boolean;
  message: string;
  count: number;
  /** Seconds since it was last seen, when the source says so. */
  age: number | null;
  /** When it was first seen, Unix milliseconds. */
  first: number | null;
};

export type Pod = Named & {
  spec: PodSpec;
  /** The workload that it belongs to, by its plain name. */
  workload: string;
  node: string | null;
  ip: string | null;
  phase: string;
  /** The status that `kubectl get pods` shows. */
  status: string;
  reason: string;
  message: string;
  isTerminating: boolean;
  isReady: boolean;
  restarts: number;
  conditions: Condition[];
  containers: ContainerStatus[];
  events: Event[];
};

export type Workload = Named & {
  spec: PodSpec | null;
  templateLabels: Record<string, string>;
  selector: Record<string, string>;
  owner: string | null;
  wanted: number | null;
  ready: number | null;
  current: number | null;
  conditions: Condition[];
  events: Event[];
  object: ClusterObject;
};

export type Service = Named & {
  type: string;
  clusterIp: string | null;
  selector: Record<string, string>;
  ports: { name: string; port: number; targetPort: string; protocol: string }[];
  /** Addresses behind it; null when nothing tells. */
  endpoints: number | null;
  isHeadless: boolean;
  externalName: string | null;
};

export type Taint = { key: string; value: string; effect: string };

export type Node = Named & {
  isReady: boolean | null;
  isCordoned: boolean;
  taints: Taint[];
  conditions: Condition[];
  allocatable: Record<string, string>;
  requested: Record<string, string>;
  address: string | null;
  events: Event[];
};

export type Claim = Named & {
  phase: string;
  storageClass: string | null;
  accessModes: string[];
  wanted: string | null;
  selector: Record<string, string>;
  volume: string | null;
  events: Event[];
};

export type PersistentVolume = Named & {
  phase: string;
  storageClass: string | null;
  accessModes: string[];
  capacity: string | null;
  claim: string | null;
};

export type Quota = Named & { hard: Record<string, string>; used: Record<string, string> };
