import type { Bundle, ClusterObject, Edge } from "../bundle.ts";
import type { Clue } from "../clue.ts";

/**
 * What services stand on without a call that anybody draws: the machines that their pods run on, and the name service of their cluster. Only where that was
 * itself seen to be broken: then the trouble of those above can come from it, as it can from a callee.
 */
export function foundationsOf({ objects, edges }: Pick<Bundle, "objects" | "edges">, clues: readonly Clue[]): Edge[] {
  const broken = clues.filter(({ role, strength }) => role === "cause" && strength >= SURE);
  const machines = new Set(broken.flatMap(({ service }) => (service.startsWith(NODE) ? [service] : [])));
  const resolvers = new Set(broken.flatMap(({ service, signature }) => (signature === RESOLVER_DOWN ? [service] : [])));
  const unresolved = new Set(clues.flatMap(({ service, signature }) => (signature === NOT_RESOLVED ? [service] : [])));
  return [
    ...(machines.size > 0 ? placesOf(objects, edges).filter(({ callee }) => machines.has(callee)) : []),
    ...[...resolvers].flatMap((callee) => [...unresolved].map((caller) => ({ caller, callee }))),
  ];
}

const SURE = 0.6;
const NODE = "node/";
const RESOLVER_DOWN = "cluster-dns-down";
const NOT_RESOLVED = "name-not-resolved";
const NAME_LABELS = ["app.kubernetes.io/name", "app", "k8s-app", "app.kubernetes.io/component", "name"];

/** Which service has a pod on which machine. */
function placesOf(objects: readonly ClusterObject[], calls: readonly Edge[]): Edge[] {
  const known = new Set(calls.flatMap(({ caller, callee }) => [caller, callee]));
  return objects.flatMap((object) => {
    const { nodeName } = (object.kind === "Pod" && typeof object.spec === "object" && object.spec !== null ? object.spec : {}) as {
      nodeName?: unknown;
    };
    const { name, labels = {} } = object.metadata;
    if (typeof nodeName !== "string" || nodeName === "") return [];
    const service =
      NAME_LABELS.flatMap((label) => labels[label] ?? []).find((label) => known.has(label)) ??
      [...known].filter((one) => name.startsWith(`${one}-`)).toSorted((one, other) => other.length - one.length)[0];
    return service ? [{ caller: service, callee: `${NODE}${nodeName}` }] : [];
  });
}
