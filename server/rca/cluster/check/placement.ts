import { type Loose, list, record, under, words } from "../read/loose.ts";
import type { Node, Taint, Toleration } from "../view/types.ts";

/** Nodes that carry the control plane usually take no other pods: they say nothing about why a pod finds no place. */
export function isControlPlane({ labels, name }: Node): boolean {
  return (
    "node-role.kubernetes.io/control-plane" in labels ||
    "node-role.kubernetes.io/master" in labels ||
    labels["kubernetes.io/role"] === "master" ||
    (Object.keys(labels).length === 0 && /(^|-)(control-plane|master)(-|\d|$)/.test(name))
  );
}

/** The kubelet gives each node its name as this label; a description that lacks it still means that node. */
const labelOf = ({ labels, name }: Node, key: string): string | undefined => labels[key] ?? (key === "kubernetes.io/hostname" ? name : undefined);

export const matchesSelector = (node: Node, selector: Record<string, string>): boolean =>
  Object.entries(selector).every(([key, value]) => labelOf(node, key) === value);

const required = (affinity: Loose): Loose[] =>
  list(under(affinity, "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")).map(record);

/** Terms are alternatives; the expressions of one term hold together. */
export function matchesAffinity(node: Node, affinity: Loose): boolean {
  const terms = required(affinity);
  return (
    terms.length === 0 ||
    terms.some(({ matchExpressions }) =>
      list(matchExpressions)
        .map(record)
        .every((expression) => holds(node, expression)),
    )
  );
}

function holds(node: Node, { key, operator, values }: Loose): boolean {
  const label = labelOf(node, words(key));
  const among = list(values).map(words);
  if (operator === "In") return label !== undefined && among.includes(label);
  if (operator === "NotIn") return label === undefined || !among.includes(label);
  if (operator === "Exists") return label !== undefined;
  if (operator === "DoesNotExist") return label === undefined;
  if (operator === "Gt") return Number(label) > Number(among[0]);
  return operator === "Lt" ? Number(label) < Number(among[0]) : true;
}

/** True when the rules ask for certain nodes, and do not only keep away from some. */
export const choosesNodes = (affinity: Loose): boolean =>
  required(affinity).some(({ matchExpressions }) => list(matchExpressions).some((one) => /^(In|Exists|Gt|Lt)$/.test(words(record(one).operator))));

/** The required rules in words: `disktype In [ssd], zone NotIn [a]`. */
export function termsOf(affinity: Loose): string {
  return required(affinity)
    .map(({ matchExpressions }) =>
      list(matchExpressions)
        .map(record)
        .map(({ key, operator, values }) => `${words(key)} ${words(operator)}${Array.isArray(values) ? ` [${values.map(words).join(", ")}]` : ""}`)
        .join(", "),
    )
    .join(" or ");
}

/** Taints that keep new pods off and that none of the tolerations covers. Cordoning is told apart. */
export function untolerated({ taints }: Node, tolerations: readonly Toleration[]): Taint[] {
  return taints.filter(({ key, value, effect }) => {
    if (effect === "PreferNoSchedule" || key === "node.kubernetes.io/unschedulable") return false;
    return !tolerations.some(
      (one) =>
        (one.key === "" || one.key === key) && (one.effect === "" || one.effect === effect) && (one.operator === "Exists" || one.value === value),
    );
  });
}
