import { apiVersionOf, KINDS, type Kind } from "./kinds.ts";

const GROUPS = [...new Set(KINDS.map(({ group }) => group))].filter((group) => group !== "");

/** What clients ask before anything else: versions, groups, and the kinds of each. Null where the path is none of these. */
export function discover(path: string): unknown {
  if (path === "/version") {
    return {
      major: "1",
      minor: "31",
      gitVersion: "v1.31.2",
      gitCommit: "",
      gitTreeState: "clean",
      buildDate: "2026-01-01T00:00:00Z",
      goVersion: "go1.22.8",
      compiler: "gc",
      platform: "linux/amd64",
    };
  }
  if (path === "/api")
    return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: "127.0.0.1" }] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: GROUPS.map(groupOf) };
  const group = /^\/apis\/([^/]+)$/.exec(path)?.[1];
  if (group && GROUPS.includes(group)) return { kind: "APIGroup", apiVersion: "v1", ...groupOf(group) };
  const wanted = path === "/api/v1" ? "v1" : /^\/apis\/([^/]+\/[^/]+)$/.exec(path)?.[1];
  const kinds = KINDS.filter((kind) => apiVersionOf(kind) === wanted);
  if (kinds.length === 0) return null;
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion: wanted, resources: kinds.flatMap(resourcesOf) };
}

function groupOf(name: string) {
  const version = KINDS.find(({ group }) => group === name)?.version ?? "v1";
  const named = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [named], preferredVersion: named };
}

function resourcesOf({ kind, plural, isNamespaced, short }: Kind): unknown[] {
  const verbs = ["get", "list", "watch", "create", "patch", "delete"];
  const resource = { name: plural, singularName: kind.toLowerCase(), namespaced: isNamespaced, kind, verbs, shortNames: short };
  const part = (name: string, more: object) => ({ name: `${plural}/${name}`, singularName: "", namespaced: isNamespaced, kind, ...more });
  if (kind === "Pod")
    return [resource, part("log", { verbs: ["get"] }), part("eviction", { group: "policy", version: "v1", kind: "Eviction", verbs: ["create"] })];
  if (kind === "Deployment" || kind === "StatefulSet")
    return [resource, part("scale", { group: "autoscaling", version: "v1", kind: "Scale", verbs: ["get", "patch"] })];
  return kind === "Certificate" ? [resource, part("status", { verbs: ["get", "patch"] })] : [resource];
}
