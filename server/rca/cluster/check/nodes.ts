import type { Cluster } from "../cluster.ts";
import type { UnitText } from "../read/host-text.ts";
import { mostTelling } from "../read/log-text.ts";
import type { Node } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, type Shown, SURE, SUSPECTED, showEvent, showObject, showOutput } from "./found.ts";

/** Nodes that are not ready, or short of something, and units on them that do not run. */
export function checkNodes(cluster: Cluster): Found[] {
  const down = cluster.units.filter(({ isUp }) => !isUp);
  const units = down.flatMap((unit) => unitDown(unit, cluster));
  const told = new Set(units.map(({ service }) => service));
  return [
    ...units,
    ...cluster.nodes.flatMap((node) => [...(told.has(`node/${node.name}`) ? [] : notReady(node, cluster)), ...pressure(node), ...rebooted(node)]),
  ];
}

type Part = { signature: string; title: string; effect: string };

const PARTS: [RegExp, Part][] = [
  [/^kubelet$/, { signature: "kubelet-down", title: "kubelet", effect: "the node reports nothing and its pods are not looked after" }],
  [
    /^(containerd|docker|cri-?o|crio|cri-dockerd)$/,
    { signature: "runtime-down", title: "container runtime", effect: "no container starts on the node" },
  ],
  [
    /^kube-?proxy$/,
    { signature: "kube-proxy-down", title: "kube-proxy", effect: "addresses of services are not kept up to date on the node, calls go astray" },
  ],
  [/^kube-scheduler$/, { signature: "scheduler-down", title: "scheduler", effect: "new pods get no node and stay Pending" }],
  [/^(kube-)?apiserver$|^kube-apiserver$/, { signature: "control-plane-down", title: "API server", effect: "the cluster cannot be read or changed" }],
  [/^kube-controller-manager$/, { signature: "control-plane-down", title: "controller manager", effect: "nothing makes or replaces pods" }],
  [/^etcd$/, { signature: "control-plane-down", title: "etcd", effect: "the cluster loses its store" }],
];

const partOf = (name: string): Part | null => PARTS.find(([words]) => words.test(name))?.[1] ?? null;

function unitDown(unit: UnitText, cluster: Cluster): Found[] {
  const part = partOf(unit.unit);
  const node = unit.node ?? (cluster.nodes.length === 1 ? (cluster.nodes[0]?.name ?? null) : null);
  if (!part) return [];
  const seen = cluster.nodes.find(({ name }) => name === node);
  const shows: Shown[] = [
    showOutput(
      unit.source,
      `${unit.unit} on ${node ?? "the host"}`,
      unit.text
        .split("\n")
        .filter((line) => /service|Active|Main PID|exited|killed/.test(line))
        .slice(0, 6)
        .join("\n"),
    ),
  ];
  if (seen) shows.push(showObject(seen, conditionWords(seen)));
  return [
    {
      service: node ? `node/${node}` : unit.unit,
      signature: part.signature,
      statement: `On node ${node ?? "(unnamed)"} the ${part.title === unit.unit ? unit.unit : `${part.title} ${unit.unit}`} is not running (${unit.unit} is down: ${unit.active}): ${part.effect}.`,
      strength: SURE,
      role: "cause",
      names: { node: node ?? "", unit: unit.unit },
      chain: [{ why: `Why do pods on ${node ?? "the node"} fail?`, because: `${unit.unit} on it is ${unit.active}.` }],
      shows,
    },
  ];
}

function notReady(node: Node, cluster: Cluster): Found[] {
  if (node.isReady !== false) return [];
  const ready = node.conditions.find(({ type }) => type === "Ready");
  const said = ready?.message ?? "";
  const event = latest(node.events, /NodeNotReady|ContainerGCFailed|NodeStatusUnknown|KubeletNotReady/);
  const log = cluster.logOf(node.name);
  const [line] = mostTelling(log, 1);
  const all = `${said} ${event?.message ?? ""} ${line?.text ?? ""}`;
  const reason = causeIn(all, ready?.status ?? "");
  const pods = cluster.pods.filter((pod) => pod.node === node.name).length;
  return [
    {
      service: `node/${node.name}`,
      signature: reason.signature,
      statement: `Node ${node.name} is not ready: ${reason.words}${line ? `; its log says “${cut(line.text, 300)}”` : ""}${pods > 0 ? `; ${pods} of the pods shown run on it` : ""}.`,
      strength: SURE - 0.03,
      role: "cause",
      names: { node: node.name },
      chain: [{ why: `Why do pods on ${node.name} fail?`, because: `The node is NotReady: ${cut(said, 160) || "no reason given"}` }],
      shows: [
        showObject(node, conditionWords(node), ready?.since),
        ...(event ? [showEvent(event)] : []),
        ...(log && line ? [showOutput(log.source, `Log of ${node.name}`, line.text)] : []),
      ],
    },
  ];
}

const RECENT_SECONDS = 3_600;

/** It is back, and what ran on it was away meanwhile. */
function rebooted(node: Node): Found[] {
  const event = latest(node.events, /^Rebooted/);
  if (!event || node.isReady === false || (event.age !== null && event.age > RECENT_SECONDS)) return [];
  return [
    {
      service: `node/${node.name}`,
      signature: "machine-trouble",
      statement: `Node ${node.name} was rebooted (${cut(event.message, 120)}): what ran on it was away until it came back.`,
      strength: SUSPECTED,
      role: "either",
      names: { node: node.name },
      shows: [showEvent(event)],
    },
  ];
}

function causeIn(said: string, status: string): { signature: string; words: string } {
  if (/container runtime|containerd|dockerd|cri-?o|\.sock|PLEG/i.test(said))
    return { signature: "runtime-down", words: `the container runtime on it is down (${cut(said, 200)})` };
  if (/cni|network plugin|NetworkPlugin/i.test(said))
    return { signature: "network-plugin", words: `its network plugin (CNI) is not ready (${cut(said, 200)})` };
  if (/stopped posting|not posting|NodeStatusUnknown/i.test(said) || status === "Unknown")
    return {
      signature: "kubelet-down",
      words: `the kubelet on it is down or cut off, it stopped posting the status of the node (${cut(said, 160)})`,
    };
  return { signature: "node-not-ready", words: cut(said, 200) || "it does not say why; the kubelet or the machine may be down" };
}

function pressure(node: Node): Found[] {
  return node.conditions
    .filter(({ type, status }) => /Pressure$|^NetworkUnavailable$/.test(type) && status === "True")
    .map(({ type, message, reason, since }) => ({
      service: `node/${node.name}`,
      signature: type === "NetworkUnavailable" ? "network-plugin" : "node-pressure",
      statement: `Node ${node.name} has ${type} (${cut(message || reason, 160)}): ${type === "NetworkUnavailable" ? "its network is not set up" : "pods are evicted from it and no new ones are placed there"}.`,
      strength: LIKELY,
      role: "cause" as const,
      names: { node: node.name },
      shows: [showObject(node, conditionWords(node), since)],
    }));
}

const conditionWords = ({ name, isReady, isCordoned, conditions }: Node): string =>
  [
    `${name}: ${isReady === false ? "NotReady" : "Ready"}${isCordoned ? ", SchedulingDisabled" : ""}`,
    ...conditions.map(({ type, status, reason, message }) => `${type} ${status} ${reason} ${message}`.trim()),
  ].join("\n");

/** Parts of the control plane and the network that run as pods, and a scheduler of which nothing is heard. */
export function checkControlPlane(cluster: Cluster): Found[] {
  return [...silentScheduler(cluster), ...systemPods(cluster)];
}

function silentScheduler(cluster: Cluster): Found[] {
  const silent = cluster.pods.filter(
    ({ phase, node, events, conditions, isTerminating, source }) =>
      phase === "Pending" &&
      node === null &&
      !isTerminating &&
      /describe|json|yaml/.test(source) &&
      !events.some(({ reason }) => /Schedul/.test(reason)) &&
      !conditions.some(
        ({ type, message, reason }) =>
          type === "PodScheduled" && `${message}${/Unschedulable/.test(reason) ? reason : ""}`.replace(/^(True|False)$/, "") !== "",
      ),
  );
  const master = cluster.nodes.find(({ labels, name }) =>
    /control-plane|master/.test(`${Object.keys(labels).join(" ")} ${labels["kubernetes.io/role"] ?? ""} ${name}`),
  );
  const [first] = silent;
  if (!first) return [];
  return [
    {
      service: master ? `node/${master.name}` : "kube-scheduler",
      signature: "scheduler-down",
      statement: `The scheduler does not work: pod ${first.name} is Pending without a node, and no scheduler has said anything about it (no scheduling event) — kube-scheduler is probably down.`,
      strength: SUSPECTED,
      role: "cause",
      names: { node: master?.name ?? "", pod: first.name, namespace: first.namespace, unit: "kube-scheduler" },
      shows: [showObject(first, `${first.name} Pending, no node, no scheduling event`)],
    },
  ];
}

const SYSTEM =
  /^(kube-proxy|kube-scheduler|kube-controller-manager|kube-apiserver|etcd|coredns|kube-dns|calico-node|cilium|kube-flannel|flannel|weave-net|konnectivity|csi-|ebs-csi|aws-node)/;

function systemPods(cluster: Cluster): Found[] {
  return cluster.pods
    .filter(({ namespace, name, isReady, phase }) => /^kube-|-system$/.test(namespace) && SYSTEM.test(name) && !isReady && phase !== "Succeeded")
    .map((pod) => {
      const part = partOf(SYSTEM.exec(pod.name)?.[1] ?? "");
      const dns = /dns/.test(pod.name);
      const [line] = mostTelling(cluster.logOf(pod.name), 1);
      return {
        service: pod.node && part ? `node/${pod.node}` : pod.workload,
        signature: part?.signature ?? (dns ? "cluster-dns-down" : "network-plugin"),
        statement: `${pod.workload} in ${pod.namespace} is not running: pod ${pod.name}${pod.node ? ` on node ${pod.node}` : ""} is down (${pod.status}): ${part?.effect ?? (dns ? "names of services cannot be resolved" : "the network of the cluster is not whole")}${line ? `; its log says “${cut(line.text, 240)}”` : ""}.`,
        strength: LIKELY,
        role: "cause" as const,
        names: { node: pod.node ?? "the cluster", pod: pod.name, namespace: pod.namespace, unit: pod.workload },
        shows: [showObject(pod, `${pod.name} ${pod.status}, restarts ${pod.restarts}`)],
      };
    });
}
