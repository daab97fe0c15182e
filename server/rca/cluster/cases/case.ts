import type { Bundle, Edge } from "../../bundle.ts";
import { NO_LOGS } from "../../logs/digest.ts";

/** A small cluster in trouble, written by hand, with the answer that it must get. */
export type Case = {
  title: string;
  namespace?: string;
  /** `caller callee`, one a line. */
  calls?: string[];
  /** Recorded answers by command. */
  outputs: Record<string, string>;
  alerts?: Bundle["alerts"];
  objects?: Bundle["objects"];
  want: { service: string; signature: string; says: RegExp };
};

export function bundleOf({ title, namespace, calls, outputs, alerts, objects }: Omit<Case, "want">): Bundle {
  const edges: Edge[] = (calls ?? []).map((call) => ({ caller: call.split(" ")[0] ?? "", callee: call.split(" ")[1] ?? "" }));
  return {
    incident: { title, startedAt: null, detectedAt: null, endedAt: null, window: null, symptoms: [], namespace: namespace ?? null },
    series: [],
    logs: NO_LOGS,
    spans: [],
    changes: [],
    edges,
    objects: objects ?? [],
    outputs: Object.entries(outputs).map(([command, text]) => ({ command, text, at: null })),
    alerts: alerts ?? [],
    past: [],
    warnings: [],
  };
}

/** A description of a pod as kubectl prints it; `more` replaces single lines by their field. */
export function podText(
  name: string,
  {
    namespace = "shop",
    labels = "app=web",
    node = "pool-a-1/10.0.0.5",
    status = "Running",
    state = "Running",
    ready = "True",
    restarts = 0,
    last = "",
    limits = "",
    probes = "",
    env = "<none>",
    selector = "<none>",
    tolerations = "<none>",
    volumes = "",
    events = "<none>",
    ports = "8080/TCP",
    image = "registry.example.org/web:1.4.2",
    container = "web",
  } = {},
): string {
  return `Name:             ${name}
Namespace:        ${namespace}
Priority:         0
Service Account:  default
Node:             ${node}
Labels:           ${labels}
Annotations:      <none>
Status:           ${status}
IP:               10.1.4.17
Controlled By:    ${/-\d$/.test(name) ? `StatefulSet/${name.replace(/-\d$/, "")}` : `ReplicaSet/${name.replace(/-[a-z0-9]{5}$/, "")}`}
Containers:
  ${container}:
    Image:          ${image}
    Port:           ${ports}
    Host Port:      0/TCP
    State:          ${state}
${last}    Ready:          ${ready}
    Restart Count:  ${restarts}
${limits}${probes}    Environment:    ${env}
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-abcde (ro)
Conditions:
  Type              Status
  Initialized       True
  Ready             ${ready}
  ContainersReady   ${ready}
  PodScheduled      ${node === "<none>" ? "False" : "True"}
Volumes:
${volumes}  kube-api-access-abcde:
    Type:                    Projected (a volume that contains injected data from multiple sources)
QoS Class:                   Burstable
Node-Selectors:              ${selector}
Tolerations:                 ${tolerations}
Events:${events === "<none>" ? "                      <none>" : `\n  Type     Reason            Age                From               Message\n  ----     ------            ----               ----               -------\n${events}`}
`;
}

export const event = (type: string, reason: string, age: string, from: string, message: string): string =>
  `  ${type.padEnd(8)} ${reason}  ${age}  ${from}  ${message}\n`;
