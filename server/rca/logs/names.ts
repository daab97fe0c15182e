import type { Bundle } from "../bundle.ts";

/** Names of services as evidence writes them, found again in hosts, paths and words. */
export type Names = { all: ReadonlySet<string>; find(text: string): string | null };

const LEAST = 4;
const ENDING = /(?:service|svc|server|api|app)$/;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** All services of a bundle. `find` takes a host, a path segment or a name and answers the one service that it can mean, or null. */
export function namesIn(bundle: Bundle): Names {
  const all = new Set<string>();
  const see = (name: string | null | undefined): void => {
    if (name) all.add(name);
  };
  for (const { service } of bundle.series) see(service);
  for (const { service } of bundle.logs.templates) see(service);
  for (const { service } of bundle.spans) see(service);
  for (const { service } of bundle.incident.symptoms) see(service);
  for (const { caller, callee } of bundle.edges) {
    see(caller);
    see(callee);
  }
  const byPlain = new Map<string, string>();
  for (const name of [...all].toSorted()) if (!byPlain.has(plain(name))) byPlain.set(plain(name), name);
  const known = new Map<string, string | null>();
  const find = (text: string): string | null => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = lookUp(text, byPlain);
    known.set(text, found);
    return found;
  };
  return { all, find };
}

function lookUp(text: string, byPlain: ReadonlyMap<string, string>): string | null {
  const host = text
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/[/?].*$/, "")
    .replace(/:\d+$/, "");
  for (const word of [host, host.split(".")[0] ?? "", host.replace(/^.*\//, "")]) {
    const exact = byPlain.get(plain(word));
    if (exact) return exact;
  }
  const word = plain(host.split(".")[0] ?? "");
  if (word.length < LEAST) return null;
  const stem = word.replace(ENDING, "");
  const near = [...byPlain].filter(([name]) => name.endsWith(word) || name.replace(ENDING, "") === stem);
  return near.length === 1 ? (near[0]?.[1] ?? null) : null;
}
