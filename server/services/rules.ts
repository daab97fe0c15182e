import { InvalidError } from "#server/platform/errors.ts";

export type Edge = { caller: string; callee: string };

/**
 * Circles of dependencies: for each group of services that reach one another, one circle through the group as the ids along it.
 * Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion. Pure.
 */
export function cyclesIn(edges: readonly Edge[]): string[][] {
  const callees = new Map<string, string[]>();
  for (const { caller, callee } of edges) callees.set(caller, [...(callees.get(caller) ?? []), callee]);
  return componentsOf(callees)
    .filter((component) => component.length > 1)
    .map((component) => circleThrough(new Set(component), callees));
}

type Frame = { node: string; next: number };

function componentsOf(callees: Map<string, string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const enter = (node: string): Frame => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, next: 0 };
  };
  const lower = (node: string, to: number | undefined) => low.set(node, Math.min(low.get(node) ?? 0, to ?? 0));
  for (const root of callees.keys()) {
    if (order.has(root)) continue;
    const path = [enter(root)];
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const callee = callees.get(frame.node)?.[frame.next];
      frame.next += 1;
      if (callee !== undefined) {
        if (!order.has(callee)) path.push(enter(callee));
        else if (isOpen.has(callee)) lower(frame.node, order.get(callee));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) lower(parent.node, low.get(frame.node));
      if (low.get(frame.node) === order.get(frame.node)) components.push(close(frame.node, open, isOpen));
    }
  }
  return components;
}

function close(node: string, open: string[], isOpen: Set<string>): string[] {
  const component = open.splice(open.indexOf(node));
  for (const member of component) isOpen.delete(member);
  return component;
}

/** Walks inside the component until a service comes twice; what lies between is the circle. */
function circleThrough(component: Set<string>, callees: Map<string, string[]>): string[] {
  const walk: string[] = [];
  let node: string | undefined = [...component].sort()[0];
  while (node !== undefined && !walk.includes(node)) {
    walk.push(node);
    node = callees.get(node)?.find((callee) => component.has(callee));
  }
  return node === undefined ? walk : walk.slice(walk.indexOf(node));
}

export function refuseSelfLoop(id: string, dependsOn: readonly string[]): void {
  if (!dependsOn.includes(id)) return;
  const message = "A service cannot depend on itself. Take it out of its dependencies.";
  throw new InvalidError(message, "invalid_input", [{ path: "dependsOn", message }]);
}

/** A slug from a name: small letters, digits and hyphens, at most 60. Empty when nothing is left. Pure. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}

/** The first of `base`, `base-2`, `base-3` … that is not taken, at most 60 characters long. Pure. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base.slice(0, 59 - String(number).length)}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
