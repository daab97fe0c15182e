import type { World } from "../world/open-world.ts";
import { templateHash } from "../world/pods.ts";
import { isStore, NAMESPACE } from "../world/shop.ts";
import type { KubeObject, Pod, ServiceSpec } from "../world/types.ts";
import { appLabels, containerOf, instant } from "./pod-objects.ts";

/** What runs the pods of a service: a deployment with the replica sets of its last revisions and a scaler, or a stateful set with its volume. */
export function workloadObjects(service: ServiceSpec, world: World, at: number, namespace = NAMESPACE): KubeObject[] {
  const pods = world.alive(service.name, at);
  return isStore(service) ? statefulObjects(service, pods.length, world) : deploymentObjects(service, pods, world, at, namespace);
}

function deploymentObjects(service: ServiceSpec, pods: readonly Pod[], world: World, at: number, namespace: string): KubeObject[] {
  const { name, replicas } = service;
  const all = world.pods.filter((pod) => pod.service === name && pod.from <= at);
  const revision = Math.max(...all.map((pod) => pod.revision));
  const labels = appLabels(name);
  const firstOf = (wanted: number): number => Math.min(...all.filter((pod) => pod.revision === wanted).map((pod) => pod.from));
  const ready = pods.length;
  const deployment: KubeObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace,
      labels,
      creationTimestamp: instant(world.begin - 90 * 86_400_000),
      generation: revision,
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [containerOf({ service: name, revision })] } },
    },
    status: {
      observedGeneration: revision,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      ...(ready < replicas ? { unavailableReplicas: replicas - ready } : {}),
      conditions: [
        {
          type: "Available",
          status: ready * 4 >= replicas * 3 || ready === replicas ? "True" : "False",
          reason: ready === replicas ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        },
        { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" },
      ],
    },
  };
  const sets = [revision, revision - 1, revision - 2].map((each) => {
    const from = firstOf(each);
    const began = Number.isFinite(from) ? from : world.begin - (revision - each + 2) * 9 * 86_400_000;
    return replicaSet(service, namespace, each, each === revision ? ready : 0, began, world.seed);
  });
  return namespace === NAMESPACE ? [deployment, ...sets, scaler(service, ready), budget(service)] : [deployment, ...sets];
}

function replicaSet({ name, replicas }: ServiceSpec, namespace: string, revision: number, ready: number, from: number, seed: number): KubeObject {
  const hash = templateHash(seed, name, revision);
  const labels = { ...appLabels(name), "pod-template-hash": hash };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      creationTimestamp: instant(from),
      annotations: { "deployment.kubernetes.io/revision": String(revision) },
      ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name, controller: true }],
    },
    spec: {
      replicas: ready > 0 ? replicas : 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [containerOf({ service: name, revision })] } },
    },
    status: { replicas: ready, readyReplicas: ready, availableReplicas: ready },
  };
}

function scaler({ name, replicas }: ServiceSpec, current: number): KubeObject {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, namespace: NAMESPACE },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: replicas,
      maxReplicas: replicas * 2,
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
    },
    status: {
      currentReplicas: current,
      desiredReplicas: current,
      currentMetrics: [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: 34 } } }],
      conditions: [
        { type: "AbleToScale", status: "True", reason: "ReadyForNewScale" },
        { type: "ScalingActive", status: "True", reason: "ValidMetricFound" },
        { type: "ScalingLimited", status: "False", reason: "DesiredWithinRange" },
      ],
    },
  };
}

function budget({ name, replicas }: ServiceSpec): KubeObject {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, namespace: NAMESPACE },
    spec: { minAvailable: replicas - 1, selector: { matchLabels: { app: name } } },
    status: { currentHealthy: replicas, desiredHealthy: replicas - 1, disruptionsAllowed: 1, expectedPods: replicas },
  };
}

function statefulObjects(service: ServiceSpec, ready: number, world: World): KubeObject[] {
  const { name, replicas } = service;
  const container = containerOf({ service: name, revision: 12 });
  return [
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name, namespace: NAMESPACE, labels: { app: name }, creationTimestamp: instant(world.begin - 90 * 86_400_000) },
      spec: {
        replicas,
        serviceName: name,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
      },
      status: { replicas, readyReplicas: ready, currentReplicas: replicas },
    },
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: `data-${name}-0`, namespace: NAMESPACE },
      spec: { accessModes: ["ReadWriteOnce"], storageClassName: "standard", resources: { requests: { storage: "100Gi" } } },
      status: { phase: "Bound", capacity: { storage: "100Gi" } },
    },
  ];
}
