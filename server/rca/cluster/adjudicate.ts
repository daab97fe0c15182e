import type { Bundle } from "../bundle.ts";
import { type Found, LIKELY, SUSPECTED } from "./check/found.ts";
import type { Cluster } from "./cluster.ts";
import { dependenciesOf, reachedFrom } from "./dependencies.ts";
import { focusOf, isInFocus } from "./focus.ts";

/** Of all that is wrong, what the rest follows from: effects yield to their causes, and what nobody asked about to what was asked. */
export function adjudicate(found: readonly Found[], cluster: Cluster, bundle: Bundle): Found[] {
  const calls = dependenciesOf(cluster);
  const focus = focusOf(bundle, cluster, calls);
  const nodes = new Set(
    found
      .filter(({ service, role, strength }) => service.startsWith("node/") && role === "cause" && strength >= LIKELY)
      .map(({ service }) => service),
  );
  const origins = new Set(found.filter(isOrigin).map(({ service }) => service));
  const isAnswered = found.some((one) => one.role !== "effect" && one.strength >= SUSPECTED && isInFocus(one, focus));
  const outside = isAnswered ? OUTSIDE : OUTSIDE_ALONE;
  return found
    .map((one) => yieldToNode(one, nodes))
    .map((one) => yieldToCallee(one, origins, calls))
    .map((one) => (focus.size === 0 && INTENDED.has(one.signature ?? "") ? { ...one, strength: one.strength * YIELDS } : one))
    .map((one) => (isInFocus(one, focus) || isForAll(one) ? one : { ...one, strength: one.strength * outside }));
}

const OUTSIDE = 0.4;
/** When nothing is wrong with what was asked about, the next thing that is broken is the likelier. */
const OUTSIDE_ALONE = 0.8;
const YIELDS = 0.5;

/** Trouble that also comes when something it depends on fails: it ends, is not ready, answers late. */
const SOFT = new Set(["crash-loop", "probe-fails", "probe-kills", "latency", "network-delay", "evicted"]);

/** What people also do on purpose: it is in order until somebody misses it. */
const INTENDED = new Set(["scaled-to-zero", "rollout-paused", "disruption-budget"]);

/** What every workload of a cluster depends on, whatever was asked about. */
const FOR_ALL = new Set(["cluster-dns-down", "control-plane-down", "kube-proxy-down", "network-plugin"]);
const isForAll = ({ signature, role, strength }: Found): boolean => role === "cause" && strength >= LIKELY && FOR_ALL.has(signature ?? "");

const isOrigin = ({ role, strength, signature, service }: Found): boolean =>
  role === "cause" && strength >= LIKELY && signature !== null && !SOFT.has(signature) && !service.includes("/");

/** What goes wrong on a node that is itself broken follows from the node. */
function yieldToNode(one: Found, nodes: ReadonlySet<string>): Found {
  const node = one.blames ?? (one.names.node ? `node/${one.names.node}` : "");
  if (one.service.startsWith("node/") || !nodes.has(node)) return one;
  return { ...one, role: "effect", blames: node, strength: one.strength * YIELDS };
}

/** A program that ends because what it calls is not there tells of the other. */
function yieldToCallee(one: Found, origins: ReadonlySet<string>, calls: ReadonlyMap<string, ReadonlySet<string>>): Found {
  if (one.role === "effect" || !SOFT.has(one.signature ?? "") || origins.has(one.service)) return one;
  const callee = [...reachedFrom(one.service, calls)].find((name) => origins.has(name));
  return callee ? { ...one, role: "effect", blames: callee, strength: one.strength * YIELDS } : one;
}
