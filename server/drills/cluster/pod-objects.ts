import { startedAt } from "../world/pods.ts";
import { SERVICES, serviceOf } from "../world/shop.ts";
import type { KubeObject, Pod } from "../world/types.ts";

export const instant = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

/** A pod as the API shows it: spec, conditions and what its container did. */
export function podObject(pod: Pod, at: number): KubeObject {
  const ended = pod.restarts.filter((end) => end.at <= at);
  const last = ended.at(-1);
  const running = startedAt(pod, at);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name,
      namespace: pod.namespace,
      labels: { ...appLabels(pod.service), "app.kubernetes.io/name": pod.service, ...templateLabel(pod) },
      creationTimestamp: instant(pod.from),
      ownerReferences: ownersOf(pod),
    },
    spec: { nodeName: pod.node, restartPolicy: "Always", containers: [containerOf(pod)] },
    status: {
      phase: "Running",
      podIP: pod.ip,
      hostIP: `10.0.0.${10 + Number(pod.node.at(-1))}`,
      startTime: instant(pod.from),
      qosClass: "Burstable",
      conditions: ["PodScheduled", "Initialized", "ContainersReady", "Ready"].map((type) => ({
        type,
        status: "True",
        lastTransitionTime: instant(running),
      })),
      containerStatuses: [
        {
          name: pod.service,
          image: containerOf(pod).image,
          ready: true,
          started: true,
          restartCount: ended.length,
          state: { running: { startedAt: instant(running + 2000) } },
          lastState: last ? { terminated: { reason: last.reason, exitCode: last.exitCode, finishedAt: instant(last.at) } } : {},
        },
      ],
    },
  };
}

export function containerOf({ service, revision }: Pick<Pod, "service" | "revision">) {
  const spec = SERVICES.some(({ name }) => name === service) ? serviceOf(service) : null;
  return {
    name: service,
    image: imageOf(service, revision),
    ports: spec
      ? [{ containerPort: spec.port, protocol: "TCP" }]
      : [
          { name: "dns", containerPort: 53, protocol: "UDP" },
          { name: "dns-tcp", containerPort: 53, protocol: "TCP" },
        ],
    resources: {
      requests: { cpu: "250m", memory: `${Math.round((spec?.memoryMb ?? 70) * 0.9)}Mi` },
      limits: { cpu: String(spec?.cpuLimit ?? 1), memory: `${spec?.limitMb ?? 170}Mi` },
    },
    ...(spec && spec.runtime !== "postgres" && spec.runtime !== "redis" && spec.runtime !== "rabbitmq"
      ? { envFrom: [{ configMapRef: { name: `${service}-config` } }, { secretRef: { name: `${service}-secrets` } }] }
      : {}),
  };
}

/** Each revision is an image of its own; revisions of a usual day begin at 12. */
export function imageOf(service: string, revision: number): string {
  const index = SERVICES.findIndex(({ name }) => name === service);
  const usual = index < 0 ? 3 : 12 + index;
  const [major = "1", minor = "0", patch = "0"] = (SERVICES[index]?.version ?? "1.11.3").split(".");
  const version =
    revision > usual ? `${major}.${Number(minor) + revision - usual}.0` : `${major}.${minor}.${Math.max(0, Number(patch) - (usual - revision))}`;
  return `registry.example/shop/${service}:${version}`;
}

/** How a service finds its pods. */
export const appLabels = (service: string): Record<string, string> => (service === "coredns" ? { "k8s-app": "kube-dns" } : { app: service });

function templateLabel({ name, service }: Pod): Record<string, string> {
  const hash = name.slice(service.length + 1).split("-");
  return hash.length === 2 ? { "pod-template-hash": hash[0] ?? "" } : {};
}

function ownersOf(pod: Pod): unknown[] {
  const hash = templateLabel(pod)["pod-template-hash"];
  const [kind, name] = hash ? ["ReplicaSet", `${pod.service}-${hash}`] : ["StatefulSet", pod.service];
  return [{ apiVersion: "apps/v1", kind, name, controller: true }];
}
