import type { Bundle } from "../bundle.ts";
import type { Found } from "./check/found.ts";
import type { Cluster } from "./cluster.ts";
import { focusOf, isInFocus } from "./focus.ts";

/** Of all that is wrong, what the rest follows from: effects yield to their causes, and what nobody asked about to what was asked. */
export function adjudicate(found: readonly Found[], cluster: Cluster, bundle: Bundle): Found[] {
  const focus = focusOf(bundle, cluster);
  const nodes = new Set(
    found.filter(({ service, role, strength }) => service.startsWith("node/") && role === "cause" && strength >= 0.8).map(({ service }) => service),
  );
  return found.map((one) => yieldTo(one, nodes)).map((one) => (isInFocus(one, focus) ? one : { ...one, strength: one.strength * OUTSIDE }));
}

const OUTSIDE = 0.4;
const YIELDS = 0.5;

/** What goes wrong on a node that is itself broken follows from the node. */
function yieldTo(one: Found, nodes: ReadonlySet<string>): Found {
  const node = one.blames ?? (one.names.node ? `node/${one.names.node}` : "");
  if (one.service.startsWith("node/") || !nodes.has(node)) return one;
  return { ...one, role: "effect", blames: node, strength: one.strength * YIELDS };
}
