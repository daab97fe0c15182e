import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { dependenciesOf } from "../dependencies.ts";
import { list, record, under, words } from "../read/loose.ts";
import { choosesLabels, selectorWords } from "../view/selector.ts";
import type { Pod } from "../view/types.ts";
import { type Found, SURE, SUSPECTED, showObject, WEAK } from "./found.ts";
import { type CutOff, cutOffIn, keyOf } from "./policy-signs.ts";

/** Network policies that let nobody in or out, choose nobody, or whose rules do not choose those who call. */
export function checkPolicies(cluster: Cluster): Found[] {
  const policies = cluster.store.of("NetworkPolicy").map(({ object, source }) => policyView(object, source, cluster));
  if (policies.length === 0) return [];
  const calls = dependenciesOf(cluster);
  const cutOff = cutOffIn(cluster);
  return policies.flatMap((policy) => {
    if (policy.chosen.length === 0) return choosesNobody(policy, cluster);
    const closed = policy.closed.length > 0 ? closesOff(policy, cluster, cutOff) : [];
    return closed.length > 0 ? closed : leavesOut(policy, policies, cluster, { calls, cutOff });
  });
}

type Side = "ingress" | "egress";
type Policy = {
  name: string;
  namespace: string;
  source: string;
  selector: unknown;
  sides: Side[];
  /** Sides that are governed and have no rule. */
  closed: Side[];
  chosen: Pod[];
  object: ClusterObject;
};

function policyView(object: ClusterObject, source: string, cluster: Cluster): Policy {
  const namespace = cluster.store.namespaceOf(object);
  const selector = under(object.spec, "podSelector");
  const types = list(under(object.spec, "policyTypes")).map((type) => words(type).toLowerCase());
  const sides = (["ingress", "egress"] as const).filter((side) => types.includes(side) || (side === "ingress" && types.length === 0));
  const isRead = object.spec !== undefined;
  return {
    name: object.metadata.name,
    namespace,
    source,
    selector,
    sides,
    closed: isRead ? sides.filter((side) => list(under(object.spec, side)).length === 0) : [],
    chosen: isRead ? cluster.pods.filter((pod) => pod.namespace === namespace && choosesLabels(selector, pod.labels)) : [],
    object,
  };
}

function choosesNobody({ name, namespace, source, selector, object }: Policy, cluster: Cluster): Found[] {
  const labelled = cluster.pods.filter((pod) => pod.namespace === namespace && Object.keys(pod.labels).length > 0);
  if (object.spec === undefined || labelled.length === 0 || !cluster.store.isListed("Pod", namespace)) return [];
  return [
    {
      service: name,
      signature: "network-policy",
      statement: `Network policy ${name} chooses no pod of namespace ${namespace} (${selectorWords(selector)}), so it neither protects nor blocks anything.`,
      strength: WEAK / 2,
      role: "either",
      names: { namespace, object: name },
      shows: [showObject({ kind: "NetworkPolicy", name, source }, `podSelector: ${selectorWords(selector)}`)],
    },
  ];
}

function closesOff(policy: Policy, cluster: Cluster, cutOff: CutOff): Found[] {
  const { name, namespace, selector, closed, chosen } = policy;
  const workloads = [...new Set(chosen.map((pod) => pod.workload))];
  return workloads
    .filter((workload) => workloads.length <= 2 || cutOff.has(keyOf({ namespace, workload })))
    .map((workload) => {
      const isFelt = cutOff.has(keyOf({ namespace, workload }));
      return found(policy, cluster.nameOf(workload, namespace), workload, {
        statement: `Network policy ${name} closes ${workload} off: it allows no ${closed.join(" and no ")} traffic of pods ${selectorWords(selector) || `of namespace ${namespace}`}.`,
        shown: `allows no ${closed.join(", no ")} traffic`,
        isFelt,
      });
    });
}

const found = (
  { name, namespace, source, selector }: Policy,
  service: string,
  workload: string,
  { statement, shown, isFelt }: { statement: string; shown: string; isFelt: boolean },
): Found => ({
  service,
  signature: "network-policy",
  statement,
  strength: isFelt ? SURE : SUSPECTED,
  role: isFelt ? "cause" : "either",
  names: { namespace, workload, object: name },
  shows: [showObject({ kind: "NetworkPolicy", name, source }, `podSelector: ${selectorWords(selector) || "all"}\n${shown}`)],
});

/** Callers that fail on the way, that no rule of any policy about the callee lets in, and ports that no rule opens. */
function leavesOut(
  policy: Policy,
  all: readonly Policy[],
  cluster: Cluster,
  { calls, cutOff }: { calls: ReadonlyMap<string, ReadonlySet<string>>; cutOff: CutOff },
): Found[] {
  if (!policy.sides.includes("ingress")) return [];
  const workloads = [...new Set(policy.chosen.map((pod) => pod.workload))];
  return workloads.flatMap((workload) => {
    const target = policy.chosen.filter((pod) => pod.workload === workload);
    const [first] = target;
    if (!first) return [];
    const rules = all
      .filter((one) => one.sides.includes("ingress") && one.chosen.some((pod) => pod.workload === workload && pod.namespace === policy.namespace))
      .flatMap(({ object }) => list(under(object.spec, "ingress")).map(record));
    const service = cluster.nameOf(workload, policy.namespace);
    const failing = cutOff.get(keyOf(first));
    const callers = cluster.pods.filter(
      (pod) =>
        pod.workload !== workload &&
        Object.keys(pod.labels).length > 0 &&
        (failing?.has(pod.workload) || calls.get(cluster.nameOf(pod.workload, pod.namespace))?.has(service)),
    );
    const out = callers.filter((pod) => !rules.some((rule) => letsIn(rule, pod, policy.namespace, cluster)));
    const isFelt = failing !== undefined;
    const allowed = rules.map((rule) => list(rule.from).map(peerWords).join(" or ")).filter(Boolean);
    const [caller] = out;
    if (caller && (isFelt || out.length === callers.length))
      return [
        found(policy, service, workload, {
          statement: `Network policy ${policy.name} shuts ${caller.workload} out of ${workload}: it lets in only ${allowed.join(", ")}, and the pods of ${caller.workload} carry ${labelWords(caller)}.`,
          shown: `lets in: ${allowed.join(", ")}`,
          isFelt,
        }),
      ];
    return isFelt || callers.length === 0 ? wrongPort(policy, rules, first, { service, isFelt }) : [];
  });
}

const labelWords = ({ labels }: Pod): string =>
  Object.entries(labels)
    .filter(([key]) => !/-hash$/.test(key))
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

function wrongPort(
  policy: Policy,
  rules: readonly Record<string, unknown>[],
  pod: Pod,
  { service, isFelt }: { service: string; isFelt: boolean },
): Found[] {
  const open = pod.spec.containers.filter(({ isInit }) => !isInit).flatMap(({ ports }) => ports);
  const allowed = rules.map((rule) => list(rule.ports).map((one) => words(record(one).port)));
  if (open.length === 0 || allowed.length === 0 || allowed.some((ports) => ports.length === 0)) return [];
  if (open.some(({ port, name }) => allowed.some((ports) => ports.includes(String(port)) || (name !== "" && ports.includes(name))))) return [];
  return [
    found(policy, service, pod.workload, {
      statement: `Network policy ${policy.name} opens port ${allowed.flat().join(", ")} of ${pod.workload}, whose containers listen on ${open.map(({ port }) => port).join(", ")}: nothing gets through.`,
      shown: `opens ports ${allowed.flat().join(", ")}`,
      isFelt,
    }),
  ];
}

function letsIn(rule: Record<string, unknown>, pod: Pod, namespace: string, cluster: Cluster): boolean {
  const peers = list(rule.from).map(record);
  return (
    peers.length === 0 ||
    peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
      if (ipBlock !== undefined) return true;
      const isPlace = namespaceSelector === undefined ? pod.namespace === namespace : choosesNamespace(namespaceSelector, pod.namespace, cluster);
      return isPlace && (podSelector === undefined || choosesLabels(podSelector, pod.labels));
    })
  );
}

/** Labels of a namespace that was not shown are not known, but for its name. */
function choosesNamespace(selector: unknown, name: string, cluster: Cluster): boolean {
  const known = cluster.store.find("Namespace", "", name)?.object.metadata.labels;
  return choosesLabels(selector, { "kubernetes.io/metadata.name": name, ...known });
}

function peerWords(peer: unknown): string {
  const { podSelector, namespaceSelector, ipBlock } = record(peer);
  const parts = [
    ...(podSelector === undefined ? [] : [`pods ${selectorWords(podSelector) || "of any label"}`]),
    ...(namespaceSelector === undefined ? [] : [`namespaces ${selectorWords(namespaceSelector) || "of any label"}`]),
    ...(ipBlock === undefined ? [] : [`addresses ${words(record(ipBlock).cidr)}`]),
  ];
  return parts.join(" in ");
}
