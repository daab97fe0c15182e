import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { type Loose, list, record, under, words } from "../read/loose.ts";
import { withoutHashes } from "../view/pods.ts";
import { choosesLabels, selectorWords } from "../view/selector.ts";
import type { Pod } from "../view/types.ts";
import { cut, type Found, SURE, showObject, showOutput } from "./found.ts";
import { type CutOff, cutOffIn, keyOf } from "./policy-signs.ts";

/** Network policies that let pods out to some and not to those whom they ask: the DNS of the cluster, or a service that they call. */
export function checkEgress(cluster: Cluster): Found[] {
  const policies = cluster.store.of("NetworkPolicy");
  if (policies.length === 0) return [];
  const cutOff = cutOffIn(cluster);
  return policies.flatMap(({ object, source }) => {
    const namespace = cluster.store.namespaceOf(object);
    const rules = list(under(object.spec, "egress")).map(record);
    const governs = list(under(object.spec, "policyTypes")).some((type) => words(type).toLowerCase() === "egress");
    if (!governs || rules.length === 0) return [];
    const selector = under(object.spec, "podSelector");
    const chosen = cluster.pods.filter((pod) => pod.namespace === namespace && choosesLabels(selector, pod.labels));
    const once = new Map(chosen.map((pod) => [pod.workload, pod]));
    return [...once.values()].flatMap((pod) => blocked({ object, source, namespace, rules }, pod, cluster, cutOff));
  });
}

type Policy = { object: ClusterObject; source: string; namespace: string; rules: Loose[] };

const NO_NAMES =
  /EAI_AGAIN|temporary failure in name resolution|name resolution|lookup \S+.*(i\/o timeout|server misbehaving)|could not resolve|no such host|ENOTFOUND/i;

function blocked(policy: Policy, pod: Pod, cluster: Cluster, cutOff: CutOff): Found[] {
  const log = cluster.logs.find(({ subject, lines }) => withoutHashes(subject) === pod.workload && lines.some(({ text }) => NO_NAMES.test(text)));
  const line = log?.lines.find(({ text }) => NO_NAMES.test(text));
  if (log && line && !policy.rules.some((rule) => opensNames(rule, policy.namespace)))
    return [
      found(policy, pod, cluster, {
        statement: `Network policy ${policy.object.metadata.name} lets ${pod.workload} out only to ${allowedBy(policy)}, not to the DNS of the cluster (port 53), so it resolves no names: “${cut(line.text, 160)}”.`,
        shown: showOutput(log.source, `Log of ${log.subject}`, line.text),
      }),
    ];
  const callee = cluster.pods.find(
    (other) =>
      other.workload !== pod.workload &&
      cutOff.get(keyOf(other))?.has(pod.workload) &&
      !policy.rules.some((rule) => letsOut(rule, other, policy.namespace, cluster)),
  );
  return callee
    ? [
        found(policy, pod, cluster, {
          statement: `Network policy ${policy.object.metadata.name} lets ${pod.workload} out only to ${allowedBy(policy)}, not to ${callee.workload}, which it calls.`,
          shown: null,
        }),
      ]
    : [];
}

function found(
  { object, source, namespace }: Policy,
  pod: Pod,
  cluster: Cluster,
  { statement, shown }: { statement: string; shown: Found["shows"][number] | null },
): Found {
  return {
    service: cluster.nameOf(pod.workload, namespace),
    signature: "network-policy",
    statement,
    strength: SURE,
    role: "cause",
    names: { namespace, workload: pod.workload, object: object.metadata.name },
    shows: [showObject({ kind: "NetworkPolicy", name: object.metadata.name, source }, statement), ...(shown ? [shown] : [])],
  };
}

function opensNames(rule: Loose, namespace: string): boolean {
  const ports = list(rule.ports).map((one) => words(record(one).port));
  const peers = list(rule.to).map(record);
  const isPort = ports.length === 0 || ports.some((port) => port === "53" || /dns/.test(port));
  return (
    isPort &&
    (peers.length === 0 || namespace === "kube-system" || peers.some((peer) => peer.namespaceSelector !== undefined || peer.ipBlock !== undefined))
  );
}

function letsOut(rule: Loose, pod: Pod, namespace: string, cluster: Cluster): boolean {
  if (!opensPort(rule, pod)) return false;
  const peers = list(rule.to).map(record);
  if (peers.length === 0) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) return true;
    const known = cluster.store.find("Namespace", "", pod.namespace)?.object.metadata.labels;
    const isPlace =
      namespaceSelector === undefined
        ? pod.namespace === namespace
        : choosesLabels(namespaceSelector, { "kubernetes.io/metadata.name": pod.namespace, ...known });
    return isPlace && (podSelector === undefined || choosesLabels(podSelector, pod.labels));
  });
}

/** Where the ports of the pod were not shown, any port but that of names may be meant. */
function opensPort({ ports }: Loose, pod: Pod): boolean {
  const allowed = list(ports).map((one) => words(record(one).port));
  const own = pod.spec.containers.flatMap((container) => container.ports);
  if (allowed.length === 0) return true;
  return own.length === 0
    ? allowed.some((port) => port !== "53")
    : own.some(({ port, name }) => allowed.includes(String(port)) || allowed.includes(name));
}

function allowedBy({ rules }: Policy): string {
  const told = rules.flatMap((rule) => {
    const ports = list(rule.ports).map((one) => words(record(one).port));
    const where = list(rule.to)
      .map(record)
      .map(({ podSelector, namespaceSelector, ipBlock }) =>
        ipBlock ? words(record(ipBlock).cidr) : [podSelector, namespaceSelector].map(selectorWords).filter(Boolean).join(" in ") || "any pod",
      );
    return `${where.join(", ") || "anybody"}${ports.length > 0 ? ` on port ${ports.join(", ")}` : ""}`;
  });
  return told.join("; ");
}
