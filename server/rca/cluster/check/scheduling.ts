import type { Cluster } from "../cluster.ts";
import { list, record, under, words } from "../read/loose.ts";
import { quantityOf } from "../read/quantity.ts";
import { pairs } from "../view/named.ts";
import type { Node, Pod } from "../view/types.ts";
import { cut, type Found, LIKELY, latest, many, SURE, showEvent, showObject } from "./found.ts";
import { choosesNodes, isControlPlane, matchesAffinity, matchesSelector, termsOf, untolerated } from "./placement.ts";

/** Why pods wait without a node, worked out against the nodes; the words of the scheduler decide what the nodes do not show. */
export function checkScheduling(cluster: Cluster): Found[] {
  return cluster.pods.filter(isUnplaced).flatMap((pod) => {
    const event = latest(pod.events, /FailedScheduling/);
    const scheduled = pod.conditions.find(({ type }) => type === "PodScheduled");
    const said = event?.message ?? scheduled?.message ?? "";
    const why = event || /nodes? (are|is) available/.test(said) ? reasonFor(pod, cluster, said) : null;
    if (!why) return [];
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature: why.signature,
        statement: `Pod ${pod.name} cannot be scheduled: ${why.words}.`,
        strength: why.isSure ? SURE : LIKELY,
        role: "cause" as const,
        names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, ...why.names },
        chain: [{ why: `Why does ${pod.workload} not run?`, because: `Pod ${pod.name} is Pending, no node takes it: ${cut(said, 200)}` }],
        shows: [
          ...(event ? [showEvent(event)] : [showObject(pod, `${pod.name} Pending`, scheduled?.since)]),
          ...why.nodes.slice(0, 4).map((node) => showObject(node, nodeWords(node))),
        ],
      },
    ];
  });
}

export const isUnplaced = (pod: Pod): boolean => pod.phase === "Pending" && pod.node === null && !pod.isTerminating;

type Reason = { signature: string; words: string; isSure: boolean; nodes: Node[]; names?: Record<string, string> };

function reasonFor(pod: Pod, cluster: Cluster, said: string): Reason | null {
  const workers = cluster.nodes.filter((node) => !isControlPlane(node));
  const nodes = workers.length > 0 ? workers : cluster.nodes;
  return volumeReason(said, pod, cluster) ?? (nodes.length > 0 ? fromNodes(pod, nodes, said) : null) ?? fromWords(pod, nodes, said);
}

/** Claims have their own check; here only what it cannot see. */
/** Where the volumes of a pod may be used, as far as they were shown. */
function volumePlaces({ namespace, spec }: Pod, cluster: Cluster): string {
  const claims = new Set(spec.volumes.flatMap(({ claim }) => (claim ? [`${namespace}/${claim}`] : [])));
  const told = cluster.volumes
    .filter(({ claim }) => claim !== null && claims.has(claim))
    .flatMap(({ name }) => {
      const object = cluster.store.find("PersistentVolume", "", name)?.object;
      const terms = list(under(object?.spec, "nodeAffinity", "required", "nodeSelectorTerms")).flatMap((term) =>
        list(record(term).matchExpressions).map((one) => `${words(record(one).key)} in [${list(record(one).values).map(words).join(", ")}]`),
      );
      const places = [...list(object?.nodeTerms).map(words), ...terms].filter(Boolean);
      return places.length > 0 ? [`${name} only where ${places.join(" or ")}`] : [];
    });
  return told.length > 0 ? `; persistent volume ${told.join(", ")}` : "";
}

function volumeReason(said: string, pod: Pod, cluster: Cluster): Reason | null {
  const [, counted] =
    /(node\(s\) had volume node affinity conflict|node\(s\) exceed max volume count|node\(s\) didn't find available persistent volumes to bind)/.exec(
      said,
    ) ?? [];
  return counted
    ? {
        signature: "volume-attach",
        words: `its volume fits no node (${counted.replace("node(s) ", "")})${volumePlaces(pod, cluster)}`,
        isSure: true,
        nodes: [],
      }
    : null;
}

function fromNodes(pod: Pod, nodes: Node[], said: string): Reason | null {
  const { nodeSelector, affinity } = pod.spec;
  const areLabelled = nodes.some(({ labels }) => Object.keys(labels).length > 0);
  const bySelector = nodes.filter((node) => matchesSelector(node, nodeSelector));
  const fitting = bySelector.filter((node) => matchesAffinity(node, affinity));
  const names = { selector: pairs(nodeSelector) };
  if (areLabelled && bySelector.length === 0 && Object.keys(nodeSelector).length > 0)
    return {
      signature: "node-selector",
      words: `its node selector ${pairs(nodeSelector)} matches none of ${many(nodes.length, "node")}`,
      isSure: true,
      nodes,
      names,
    };
  if (areLabelled && fitting.length === 0)
    return {
      signature: "node-affinity",
      words: `its required node affinity (${termsOf(affinity)}) matches none of ${many(nodes.length, "node")}`,
      isSure: true,
      nodes,
    };
  const cordoned = fitting.filter(({ isCordoned }) => isCordoned);
  if (cordoned.length === fitting.length && fitting.length < nodes.length && Object.keys(nodeSelector).length === 0 && !choosesNodes(affinity)) {
    const words = `its required node affinity (${termsOf(affinity)}) excludes each of the ${many(nodes.length - fitting.length, "node")} that take new pods`;
    return { signature: "node-affinity", words, isSure: true, nodes };
  }
  if (cordoned.length > 0 && cordoned.length === fitting.length) return cordon(cordoned, fitting.length < nodes.length);
  const open = fitting.filter(({ isCordoned }) => !isCordoned);
  const tainted = open.filter((node) => untolerated(node, pod.spec.tolerations).length > 0);
  if (tainted.length > 0 && tainted.length >= open.length) return taint(pod, tainted, fitting.length < nodes.length);
  return fromWords(pod, open, said) ?? (tainted.length > 0 ? taint(pod, tainted, false) : null);
}

function cordon(nodes: Node[], isChosen: boolean): Reason {
  const which = nodes.map(({ name }) => name).join(", ");
  const words =
    nodes.length === 1
      ? `node ${which}${isChosen ? ", the only one that it may run on," : ""} is cordoned (SchedulingDisabled)`
      : `the ${nodes.length} nodes that it may run on are cordoned (SchedulingDisabled): ${which}`;
  return { signature: "node-cordoned", words, isSure: true, nodes, names: { node: nodes[0]?.name ?? "" } };
}

function taint(pod: Pod, nodes: Node[], isChosen: boolean): Reason {
  const all = new Set(
    nodes.flatMap((node) => untolerated(node, pod.spec.tolerations).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ""}:${effect}`)),
  );
  const which = nodes.map(({ name }) => name).join(", ");
  const who = isChosen
    ? `the ${nodes.length === 1 ? "only node" : "only nodes"} that its node rules allow, ${which},`
    : `${many(nodes.length, "node")} (${which})`;
  const words = `${who} ${nodes.length === 1 ? "carries" : "carry"} the taint ${[...all].join(", ")}, which the pod does not tolerate`;
  return { signature: "untolerated-taint", words, isSure: true, nodes, names: { node: nodes[0]?.name ?? "", taint: [...all].join(", ") } };
}

/** What the scheduler counted: `0/4 nodes are available: 1 node(s) were unschedulable, 3 Insufficient cpu.` */
function fromWords(pod: Pod, nodes: Node[], said: string): Reason | null {
  const main = said.split(/preemption:/)[0] ?? said;
  const resources = [...main.matchAll(/(\d+) Insufficient ([\w./-]+)/g)].map(([, count, name]) => ({
    count: Number(count),
    name: (name ?? "").replace(/[.,]$/, ""),
  }));
  const [scarce] = resources.toSorted((one, other) => other.count - one.count);
  if (/didn't (match|satisfy).{0,40}(anti-?affinity)/i.test(main)) return antiAffinity(pod, nodes, othersIn(main, /affinity/i));
  if (scarce) return shortOf(pod, nodes, scarce.name, othersIn(main, /Insufficient/i));
  if (/didn't match pod affinity|existing pods anti-?affinity/i.test(main))
    return { signature: "pod-anti-affinity", words: "its pod affinity rules fit no node", isSure: true, nodes: [] };
  if (/topology spread/i.test(main))
    return {
      signature: "topology-spread",
      words: `its topology spread constraints fit no node${othersIn(main, /topology spread/i)}`,
      isSure: true,
      nodes: [],
    };
  if (/Too many pods/i.test(main))
    return { signature: "node-pods-full", words: "the nodes hold as many pods as they may (too many pods)", isSure: true, nodes };
  if (/free ports/i.test(main))
    return { signature: "host-port-taken", words: "no node has the host port free that it asks for", isSure: true, nodes: [] };
  if (/match.{0,20}(node affinity|node selector|affinity\/selector)/i.test(main)) return selectorByWords(pod);
  const [, key] = /(?:untolerated taint|had taint) \{([^}]*)\}/.exec(main) ?? [];
  if (key)
    return {
      signature: "untolerated-taint",
      words: `nodes carry the taint ${key.replace(": ", "=")}, which the pod does not tolerate`,
      isSure: true,
      nodes: [],
      names: { taint: key },
    };
  if (/unschedulable/.test(main))
    return {
      signature: "node-cordoned",
      words: "the nodes are cordoned (unschedulable)",
      isSure: true,
      nodes: nodes.filter(({ isCordoned }) => isCordoned),
    };
  return /persistentvolumeclaim/i.test(main) || main === ""
    ? null
    : { signature: "not-schedulable", words: cut(main, 200).replace(/\.$/, ""), isSure: false, nodes: [] };
}

/** What keeps it off the other nodes, as the scheduler counted. */
function othersIn(main: string, told: RegExp): string {
  const parts = main.replace(/^.*?nodes are available: /s, "").split(/, (?=\d)/);
  const others = parts.filter((part) => /^\d+ /.test(part) && !told.test(part)).map((part) => part.trim().replace(/\.$/, ""));
  return others.length > 0 ? ` (of the others, ${others.join(", ")})` : "";
}

function selectorByWords({ spec }: Pod): Reason {
  const terms = termsOf(spec.affinity);
  if (Object.keys(spec.nodeSelector).length > 0 || terms === "")
    return {
      signature: "node-selector",
      words: `its node selector ${pairs(spec.nodeSelector) || "(or node affinity)"} matches none of the nodes`,
      isSure: true,
      nodes: [],
      names: { selector: pairs(spec.nodeSelector) },
    };
  return { signature: "node-affinity", words: `its required node affinity (${terms}) matches none of the nodes`, isSure: true, nodes: [] };
}

function antiAffinity(pod: Pod, nodes: Node[], others: string): Reason {
  const rules = list(record(pod.spec.affinity.podAntiAffinity).requiredDuringSchedulingIgnoredDuringExecution).map(record);
  const keys = [...new Set(rules.map(({ topologyKey }) => words(topologyKey)))].filter(Boolean).join(", ");
  return {
    signature: "pod-anti-affinity",
    words: `its pod anti-affinity rules${keys ? ` (one for each ${keys})` : ""} leave no free node: each of ${many(nodes.length, "node")} already runs a pod that they exclude${others}`,
    isSure: true,
    nodes: [],
  };
}

function shortOf({ spec }: Pod, nodes: Node[], resource: string, others: string): Reason {
  const wanted = spec.containers.filter(({ isInit }) => !isInit).flatMap(({ requests, limits }) => requests[resource] ?? limits[resource] ?? []);
  const sum = wanted.reduce((total, text) => total + (quantityOf(text) ?? 0), 0);
  const most = nodes
    .map(({ allocatable }) => ({ text: allocatable[resource] ?? "", amount: quantityOf(allocatable[resource]) ?? 0 }))
    .toSorted((one, other) => other.amount - one.amount)[0];
  const asked = wanted.length > 0 ? `it requests ${wanted.join(" + ")}` : "its request is larger than what is free";
  const limit = most?.text
    ? `, ${sum > most.amount ? "more than any node has" : "and no node has that much left"} (largest node: ${most.text} allocatable)`
    : ", and no node has that much left";
  const signature = resource === "cpu" ? "insufficient-cpu" : resource === "memory" ? "insufficient-memory" : "insufficient-resource";
  return { signature, words: `insufficient ${resource}: ${asked}${limit}${others}`, isSure: true, nodes, names: { resource } };
}

const nodeWords = ({ name, labels, taints, isCordoned, allocatable, requested }: Node): string =>
  [
    `${name}${isCordoned ? " SchedulingDisabled" : ""}`,
    `taints: ${taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`).join(", ") || "none"}`,
    `allocatable: cpu ${allocatable.cpu ?? "?"}, memory ${allocatable.memory ?? "?"}; requested: cpu ${requested.cpu ?? "?"}, memory ${requested.memory ?? "?"}`,
    `labels: ${pairs(labels)}`,
  ].join("\n");
