import type { ClusterObject } from "../../bundle.ts";
import { customFields } from "./describe-custom.ts";
import { eventsIn } from "./describe-events.ts";
import { conditionsOf, podSpecOf, podStatusOf } from "./describe-pod.ts";
import { policyFields } from "./describe-policy.ts";
import { isNamespaced, kindNamed } from "./kinds.ts";
import type { Loose } from "./loose.ts";
import { accessModes } from "./table-objects.ts";
import { type Branch, branch, pairsOf, readTree, rowsOf, said } from "./tree.ts";

/** The objects that a recorded `kubectl describe` shows, each followed by its events. Several descriptions may stand one after another. */
export function readDescription(text: string, kind: string, namespace: string | null): ClusterObject[] {
  return text.split(/\n(?=Name:\s)/).flatMap((part) => {
    const tree = readTree(part);
    const name = said(tree, "Name");
    if (name === "") return [];
    const where = isNamespaced(kind) ? said(tree, "Namespace") || namespace : null;
    const metadata = {
      name,
      ...(where ? { namespace: where } : {}),
      ...(branch(tree, "Labels") ? { labels: pairsOf(branch(tree, "Labels")) } : {}),
      ...(branch(tree, "Annotations") ? { annotations: annotationsOf(branch(tree, "Annotations")) } : {}),
      ...ownerOf(said(tree, "Controlled By")),
      ...(said(tree, "Finalizers")
        ? {
            finalizers: said(tree, "Finalizers")
              .split(/[[\], ]+/)
              .filter(Boolean),
          }
        : {}),
    };
    return [{ kind, metadata, ...(FIELDS[kind] ?? customFields)(tree) }, ...eventsIn(branch(tree, "Events"), kind, name, where)];
  });
}

function annotationsOf(of: Branch | null): Record<string, string> {
  const [, first = "", value = ""] = /^(\S+?):\s+(.*)$/.exec(of?.value ?? "") ?? [];
  const more = (of?.branches ?? []).map(({ key, value: own }) => [key, own]);
  return Object.fromEntries(first ? [[first, value], ...more] : more);
}

function ownerOf(text: string): { ownerReferences?: Loose[] } {
  const [kind = "", name = ""] = text.split("/");
  return name ? { ownerReferences: [{ kind: kindNamed(kind), name, controller: true }] } : {};
}

const templateOf = (tree: Branch): Loose => {
  const of = branch(tree, "Pod Template");
  return of
    ? { metadata: { labels: pairsOf(branch(of, "Labels")), annotations: annotationsOf(branch(of, "Annotations")) }, spec: podSpecOf(of) }
    : {};
};

const number = (text: string, before: RegExp): number | undefined => {
  const found = before.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

function workload(tree: Branch): object {
  const replicas = said(tree, "Replicas");
  const running = said(tree, "Pods Status");
  return {
    spec: {
      replicas: number(replicas, /(\d+) desired/),
      selector: { matchLabels: pairsOf(branch(tree, "Selector")) },
      template: templateOf(tree),
    },
    status: {
      replicas: number(replicas, /(\d+) (?:total|current)/),
      readyReplicas: number(replicas, /(\d+) available/) ?? number(running, /(\d+) Running/),
      unavailableReplicas: number(replicas, /(\d+) unavailable/),
      desiredNumberScheduled: number(said(tree, "Desired Number of Nodes Scheduled"), /(\d+)/),
      numberAvailable: number(said(tree, "Number of Nodes Scheduled with Available Pods"), /(\d+)/),
      numberMisscheduled: number(said(tree, "Number of Nodes Misscheduled"), /(\d+)/),
      conditions: conditionsOf(branch(tree, "Conditions")),
    },
  };
}

const FIELDS: Record<string, (tree: Branch) => object> = {
  Pod: (tree) => ({ spec: podSpecOf(tree), status: podStatusOf(tree) }),
  Deployment: workload,
  ReplicaSet: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Job: (tree) => ({
    spec: {
      completions: number(said(tree, "Completions"), /(\d+)/),
      activeDeadlineSeconds: number(said(tree, "Active Deadline Seconds"), /(\d+)/),
      backoffLimit: number(said(tree, "Backoff Limit"), /(\d+)/),
      suspend: said(tree, "Suspend") === "true",
      template: templateOf(tree),
    },
    status: {
      active: number(said(tree, "Pods Statuses"), /(\d+) Active/),
      succeeded: number(said(tree, "Pods Statuses"), /(\d+) Succeeded/),
      failed: number(said(tree, "Pods Statuses"), /(\d+) Failed/),
    },
  }),
  CronJob: (tree) => ({
    spec: {
      schedule: said(tree, "Schedule"),
      suspend: /^true$/i.test(said(tree, "Suspend")),
      startingDeadlineSeconds: number(said(tree, "Starting Deadline Seconds"), /(\d+)/),
      concurrencyPolicy: said(tree, "Concurrency Policy") || undefined,
      jobTemplate: { spec: { template: templateOf(tree) } },
    },
  }),
  Service: (tree) => ({
    spec: {
      type: said(tree, "Type"),
      clusterIP: said(tree, "IP") || undefined,
      selector: pairsOf(branch(tree, "Selector")),
      ports: portsOf(tree),
      externalName: said(tree, "External Name") || undefined,
    },
    ...(branch(tree, "Endpoints")
      ? {
          endpointCount: said(tree, "Endpoints")
            .split(",")
            .filter((part) => part.includes(":")).length,
        }
      : {}),
    status: { loadBalancer: { ingress: said(tree, "LoadBalancer Ingress") ? [{ ip: said(tree, "LoadBalancer Ingress") }] : [] } },
  }),
  Endpoints: (tree) => {
    const subsets = branch(tree, "Subsets");
    const split = (key: string): Loose[] =>
      said(subsets, key)
        ? said(subsets, key)
            .split(",")
            .map((ip) => ({ ip }))
        : [];
    const ports = (branch(subsets, "Ports")?.lines ?? []).map((line) => line.trim().split(/\s{2,}/)).filter(([, port]) => /^\d+$/.test(port ?? ""));
    return {
      subsets: subsets
        ? [
            {
              addresses: split("Addresses"),
              notReadyAddresses: split("NotReadyAddresses"),
              ports: ports.map(([name, port, protocol]) => ({ name, port: Number(port), protocol })),
            },
          ]
        : [],
    };
  },
  PersistentVolumeClaim: (tree) => ({
    spec: { volumeName: said(tree, "Volume") || undefined, storageClassName: said(tree, "StorageClass") || undefined, usedBy: said(tree, "Used By") },
    status: {
      phase: said(tree, "Status"),
      accessModes: accessModes(said(tree, "Access Modes")),
      capacity: { storage: said(tree, "Capacity") || undefined },
    },
  }),
  PersistentVolume: (tree) => ({
    nodeTerms: branch(branch(tree, "Node Affinity"), "Required Terms")?.branches.map(({ value }) => value) ?? [],
    spec: {
      storageClassName: said(tree, "StorageClass") || undefined,
      accessModes: accessModes(said(tree, "Access Modes")),
      capacity: { storage: said(tree, "Capacity") },
      ...(said(tree, "Claim") ? { claimRef: { namespace: said(tree, "Claim").split("/")[0], name: said(tree, "Claim").split("/")[1] } } : {}),
    },
    status: { phase: said(tree, "Status"), message: said(tree, "Message") },
  }),
  StorageClass: (tree) => ({ provisioner: said(tree, "Provisioner"), volumeBindingMode: said(tree, "VolumeBindingMode") }),
  Node: (tree) => ({
    spec: {
      unschedulable: said(tree, "Unschedulable") === "true",
      taints: [branch(tree, "Taints")?.value ?? "", ...(branch(tree, "Taints")?.lines ?? [])].flatMap(taintOf),
    },
    status: {
      conditions: conditionsOf(branch(tree, "Conditions")),
      allocatable: pairsIn(branch(tree, "Allocatable")),
      capacity: pairsIn(branch(tree, "Capacity")),
      addresses: [{ type: "InternalIP", address: said(branch(tree, "Addresses"), "InternalIP") }],
      requested: Object.fromEntries(
        rowsOf(branch(tree, "Allocated resources")).map(([resource = "", requested = ""]) => [resource, requested.split(" ")[0]]),
      ),
    },
  }),
  ServiceAccount: (tree) => ({ imagePullSecrets: said(tree, "Image pull secrets") ? [{ name: said(tree, "Image pull secrets") }] : [] }),
  ResourceQuota: (tree) => {
    const rows = (branch(tree, "Resource")?.lines ?? [...tree.lines, ...tree.branches.flatMap(({ lines }) => lines)])
      .map((line) => line.trim().split(/\s{2,}/))
      .filter((cells) => cells.length === 3 && /^\d/.test(cells[1] ?? ""));
    return {
      status: {
        used: Object.fromEntries(rows.map(([name, used]) => [name, used])),
        hard: Object.fromEntries(rows.map(([name, , hard]) => [name, hard])),
      },
    };
  },
  Ingress: (tree) => ({
    spec: { ingressClassName: said(tree, "Ingress Class") || undefined },
    described: { rules: branch(tree, "Rules")?.lines ?? [], tls: branch(tree, "TLS")?.lines ?? [], backend: said(tree, "Default backend") },
  }),
  HorizontalPodAutoscaler: (tree) => ({
    spec: {
      scaleTargetRef: scaleTarget(said(tree, "Reference")),
      minReplicas: Number(said(tree, "Min replicas")),
      maxReplicas: Number(said(tree, "Max replicas")),
    },
    status: { conditions: conditionsOf(branch(tree, "Conditions")), currentReplicas: number(said(tree, "Deployment pods"), /(\d+) current/) },
  }),
  PodDisruptionBudget: (tree) => ({
    spec: {
      minAvailable: said(tree, "Min available") || undefined,
      maxUnavailable: said(tree, "Max unavailable") || undefined,
      selector: { matchLabels: pairsOf(branch(tree, "Selector")) },
    },
    status: {
      disruptionsAllowed: Number(said(branch(tree, "Status"), "Allowed disruptions")),
      expectedPods: Number(said(branch(tree, "Status"), "Total")),
    },
  }),
  NetworkPolicy: policyFields,
};

const pairsIn = (of: Branch | null): Record<string, string> => Object.fromEntries((of?.branches ?? []).map(({ key, value }) => [key, value]));

function scaleTarget(text: string): Loose {
  const [kind = "", name = ""] = text.split("/");
  return { kind: kindNamed(kind), name };
}

function taintOf(text: string): Loose[] {
  const [, key, value, effect] = /^([^\s=:]+)(?:=([^:\s]*))?:(\w+)/.exec(text.trim()) ?? [];
  return key ? [{ key, value, effect }] : [];
}

function portsOf(tree: Branch): Loose[] {
  const ports: Loose[] = [];
  for (const { key, value } of tree.branches) {
    const [, name, port, protocol] = /^(?:(\S+)\s+)?(\d+)\/(\w+)$/.exec(value) ?? [];
    if (key === "Port" && port) ports.push({ name: name === "<unset>" ? undefined : name, port: Number(port), protocol });
    const last = ports.at(-1);
    if (key === "TargetPort" && last) {
      const target = value.split("/")[0] ?? "";
      last.targetPort = /^\d+$/.test(target) ? Number(target) : target;
    }
  }
  return ports;
}
