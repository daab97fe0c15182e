import type { Loose } from "./loose.ts";
import { type Branch, branch, pairsOf, said } from "./tree.ts";

/** A network policy: each rule is told by its ports and then by whom it lets in or out. */
export function policyFields(tree: Branch): object {
  const spec = branch(tree, "Spec");
  return {
    spec: {
      podSelector: { matchLabels: pairsOf(branch(spec, "PodSelector")) },
      policyTypes: said(spec, "Policy Types").split(/,\s*/),
      ingress: rulesOf(branch(spec, "Allowing ingress traffic"), "from"),
      egress: rulesOf(branch(spec, "Allowing egress traffic"), "to"),
    },
  };
}

type Rule = { ports: Loose[]; peers: Loose[]; isClosed: boolean };

function rulesOf(of: Branch | null, side: "from" | "to"): Loose[] {
  const rules: Rule[] = [];
  for (const { key, value, branches } of of?.branches ?? []) {
    const last = rules.at(-1);
    const rule = last && !(key === "To Port" && last.isClosed) ? last : { ports: [], peers: [], isClosed: false };
    if (rule !== last) rules.push(rule);
    const [, port, protocol] = /^([\w-]+)\/(\w+)$/.exec(value) ?? [];
    if (key === "To Port") {
      if (port) rule.ports.push({ port: /^\d+$/.test(port) ? Number(port) : port, protocol });
      continue;
    }
    rule.isClosed = true;
    for (const one of branches) rule.peers.push(peerOf(one));
  }
  return rules.map(({ ports, peers }) => ({ ...(ports.length > 0 ? { ports } : {}), ...(peers.length > 0 ? { [side]: peers } : {}) }));
}

function peerOf(one: Branch): Loose {
  if (one.key === "IPBlock") return { ipBlock: { cidr: said(one, "CIDR") || one.value } };
  const selector = one.value.startsWith("<none>") ? {} : { matchLabels: pairsOf(one) };
  return one.key === "NamespaceSelector" ? { namespaceSelector: selector } : { podSelector: selector };
}
