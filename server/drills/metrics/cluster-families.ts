import { hashOf, normalAt } from "../world/chance.ts";
import { SLOT_MS, type World } from "../world/open-world.ts";
import { isAlive } from "../world/pods.ts";
import { isOutside, NAMESPACE, NODES, SERVICES, serviceOf } from "../world/shop.ts";
import type { Pod } from "../world/types.ts";
import { counter, type Family, gauge, type Labels, type StoredSeries } from "./series.ts";

const GIB = 2 ** 30;
const at = (world: World, slot: number): number => world.begin + slot * SLOT_MS;

/** A node stands until its pods were taken from it, all at once. */
function standsIn(world: World, node: string, slot: number): boolean {
  const lostAt = world.scenario.lostNode?.(world.times(at(world, slot)));
  return !(lostAt && lostAt.node === node && at(world, slot) >= lostAt.from && at(world, slot) < lostAt.to);
}

const nodeLabels = (name: string, node: string): Labels => ({ __name__: name, node, instance: `${node}:9100`, job: "node-exporter" });
const stateLabels = (name: string, pod: Pod): Labels => ({
  __name__: name,
  namespace: pod.namespace,
  pod: pod.name,
  service: pod.service,
  app: pod.service,
  container: pod.service,
  job: "kube-state-metrics",
});

function ofNodes(world: World, name: string, value: (node: string, slot: number) => number): StoredSeries[] {
  return NODES.map((node) => gauge(nodeLabels(name, node), (slot) => (standsIn(world, node, slot) ? value(node, slot) : null)));
}

function seen(world: World): Pod[] {
  const hidden = world.scenario.hidden?.metricsOf ?? [];
  return world.scenario.hidden?.cluster ? [] : world.pods.filter(({ service }) => !hidden.includes(service));
}

/** What the pods of a node use together, of CPU (cores) and memory (bytes). */
function usedOn(world: World, node: string, slot: number): { cores: number; bytes: number } {
  let [cores, bytes] = [0, 0];
  for (const pod of world.pods) {
    if (pod.node !== node || pod.namespace !== NAMESPACE || !world.runs(pod, at(world, slot))) continue;
    const reading = world.readingOf(pod.service, slot);
    cores += reading.cpuCores / Math.max(1, world.workersIn(pod.service, slot));
    bytes += reading.memoryShare * serviceOf(pod.service).limitMb * 2 ** 20;
  }
  return { cores, bytes };
}

const noise = (world: World, key: string, slot: number): number => normalAt(world.seed, hashOf(key), slot);

export const CLUSTER_FAMILIES: readonly Family[] = [
  {
    name: "up",
    type: "gauge",
    help: "1 where a target was scraped.",
    series: (world) =>
      NODES.map((node) => gauge(nodeLabels("up", node), (slot) => (standsIn(world, node, slot) ? 1 : 0))).concat(
        seen(world)
          .filter(({ namespace }) => namespace === NAMESPACE)
          .map((pod) =>
            gauge({ __name__: "up", namespace: pod.namespace, service: pod.service, app: pod.service, job: pod.service, pod: pod.name }, (slot) =>
              isAlive(pod, at(world, slot)) ? 1 : null,
            ),
          ),
      ),
  },
  {
    name: "kube_pod_container_status_restarts_total",
    type: "counter",
    help: "Restarts of a container.",
    series: (world) =>
      seen(world).map((pod) =>
        gauge(stateLabels("kube_pod_container_status_restarts_total", pod), (slot) =>
          isAlive(pod, at(world, slot)) ? pod.restarts.filter((end) => end.at <= at(world, slot)).length : null,
        ),
      ),
  },
  {
    name: "kube_deployment_status_replicas_available",
    type: "gauge",
    help: "Pods of a deployment that can be used.",
    series: (world) =>
      (world.scenario.hidden?.cluster ? [] : SERVICES.filter((service) => !isOutside(service))).map(({ name }) =>
        gauge(
          {
            __name__: "kube_deployment_status_replicas_available",
            namespace: NAMESPACE,
            deployment: name,
            service: name,
            app: name,
            job: "kube-state-metrics",
          },
          (slot) => world.alive(name, at(world, slot)).length,
        ),
      ),
  },
  {
    name: "kubelet_volume_stats_available_bytes",
    type: "gauge",
    help: "Free bytes of a volume.",
    series: (world) =>
      ["postgres", "message-queue"]
        .filter((service) => !world.scenario.hidden?.metricsOf?.includes(service))
        .map((service) =>
          gauge(
            {
              __name__: "kubelet_volume_stats_available_bytes",
              namespace: NAMESPACE,
              persistentvolumeclaim: `data-${service}-0`,
              service,
              app: service,
              job: "kubelet",
            },
            (slot) => Math.round((1 - world.readingOf(service, slot).diskUsedShare) * 100 * GIB),
          ),
        ),
  },
  {
    name: "node_filesystem_avail_bytes",
    type: "gauge",
    help: "Free bytes of a node's disk.",
    series: (world) =>
      ofNodes(world, "node_filesystem_avail_bytes", (node, slot) => Math.round((58 + 0.02 * noise(world, `${node} disk`, slot)) * GIB)),
  },
  {
    name: "node_memory_MemAvailable_bytes",
    type: "gauge",
    help: "Memory that a node has left.",
    series: (world) =>
      ofNodes(world, "node_memory_MemAvailable_bytes", (node, slot) =>
        Math.round((26 + 0.05 * noise(world, `${node} memory`, slot)) * GIB - usedOn(world, node, slot).bytes),
      ),
  },
  {
    name: "node_load1",
    type: "gauge",
    help: "Load of a node over one minute.",
    series: (world) =>
      ofNodes(world, "node_load1", (node, slot) =>
        Math.max(0.1, 0.9 + 1.4 * usedOn(world, node, slot).cores + 0.15 * noise(world, `${node} load`, slot)),
      ),
  },
  {
    name: "coredns_dns_responses_total",
    type: "counter",
    help: "Answers of the cluster's resolver, by code.",
    series: (world) =>
      ["NOERROR", "SERVFAIL"].map((rcode) =>
        counter(
          { __name__: "coredns_dns_responses_total", namespace: "kube-system", service: "coredns", app: "coredns", job: "coredns", rcode },
          SLOT_MS / 1000,
          (slot) => {
            const failing = [...world.readingsIn(slot).values()].reduce((sum, reading) => sum + reading.dnsFailuresPerSecond, 0);
            const usual = 40 * (1 + 0.05 * normalAt(world.seed, hashOf("dns"), slot));
            return rcode === "NOERROR" ? usual : failing + 0.02;
          },
        ),
      ),
  },
];
