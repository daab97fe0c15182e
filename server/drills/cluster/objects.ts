import { hashOf } from "../world/chance.ts";
import type { World } from "../world/open-world.ts";
import { isAlive } from "../world/pods.ts";
import { isOutside, NAMESPACE, NODES, SERVICES } from "../world/shop.ts";
import type { KubeObject } from "../world/types.ts";
import { configObjects } from "./config-objects.ts";
import { eventObjects } from "./events.ts";
import { nodeObject } from "./nodes.ts";
import { podObject } from "./pod-objects.ts";
import { routingObjects } from "./routing.ts";
import { workloadObjects } from "./workloads.ts";

/** Everything that the cluster's API shows at an instant, as the scenario left it. Empty where the scenario hides the cluster. */
export function objectsAt(world: World, at: number): KubeObject[] {
  const { scenario } = world;
  if (scenario.hidden?.cluster) return [];
  const pods = world.pods.filter((pod) => isAlive(pod, at));
  const usual = [
    ...["default", "kube-system", NAMESPACE].map((name) => plain("v1", "Namespace", name, undefined, { status: { phase: "Active" } })),
    ...NODES.map((node) => nodeObject(node, world, at)),
    ...pods.map((pod) => podObject(pod, at)),
    ...SERVICES.filter((service) => !isOutside(service)).flatMap((service) => [
      ...workloadObjects(service, world, at),
      ...routingObjects(service, pods, world.begin),
      ...configObjects(service, world.begin),
    ]),
    ...dnsObjects(world, at),
    cleanUp(),
    ...eventObjects(world, at),
  ];
  const touched = scenario.cluster?.({ pods: [...pods], objects: usual, at, times: world.times(at) }) ?? usual;
  return touched.map((object, index) => withIdentity(object, index));
}

/** A small object; instants become RFC 3339 by whoever gives them. */
export function plain(apiVersion: string, kind: string, name: string, namespace: string | undefined, rest: Record<string, unknown>): KubeObject {
  return { apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}) }, ...rest };
}

/** What takes old files off the disks of the shop, each night or when somebody runs it. */
function cleanUp(): KubeObject {
  const container = { name: "clean", image: "registry.example/shop/disk-cleanup:1.4.0" };
  const jobTemplate = { spec: { template: { spec: { restartPolicy: "Never", containers: [container] } } } };
  return plain("batch/v1", "CronJob", "disk-cleanup", NAMESPACE, { spec: { schedule: "15 3 * * *", suspend: false, jobTemplate }, status: {} });
}

function dnsObjects(world: World, at: number): KubeObject[] {
  const [service] = SERVICES.filter(({ name }) => name === "orders").map((like) => ({
    ...like,
    name: "coredns",
    replicas: 2,
    version: "1.11.3",
    port: 53,
  }));
  if (!service) return [];
  return [
    ...workloadObjects(service, world, at, "kube-system"),
    plain("v1", "Service", "kube-dns", "kube-system", {
      spec: {
        clusterIP: "10.96.0.10",
        selector: { "k8s-app": "kube-dns" },
        ports: [{ name: "dns", port: 53, protocol: "UDP", targetPort: 53 }],
        type: "ClusterIP",
      },
    }),
    plain("v1", "ConfigMap", "coredns", "kube-system", {
      data: {
        Corefile:
          ".:53 {\n    errors\n    health\n    kubernetes cluster.local in-addr.arpa\n    loop\n    forward . /etc/resolv.conf\n    cache 30\n}\n",
      },
    }),
  ];
}

/** Identities follow from names, so that owners can be told by them. */
function withIdentity(object: KubeObject, index: number): KubeObject {
  const { namespace = "", name, ownerReferences } = object.metadata;
  const owners = Array.isArray(ownerReferences)
    ? ownerReferences.map((owner) => ({ ...owner, uid: uidOf(owner.kind, namespace, owner.name) }))
    : null;
  return {
    ...object,
    metadata: {
      uid: uidOf(object.kind, namespace, name),
      resourceVersion: String(500_000 + index),
      ...object.metadata,
      ...(owners ? { ownerReferences: owners } : {}),
    },
  };
}

function uidOf(kind: string, namespace: string, name: string): string {
  const [one, other] = [hashOf(`${kind}/${namespace}/${name}`), hashOf(`${name}/${kind}`)].map((hash) => hash.toString(16).padStart(8, "0"));
  return `${one}-4000-4000-8000-0000${other}`;
}
