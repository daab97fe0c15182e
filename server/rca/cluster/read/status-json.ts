import type { ClusterObject } from "../../bundle.ts";
import { labelsOf, list, record, words } from "./loose.ts";

/** Nodes in a summary of a cluster: `{nodes: [{name, status, taints: ["key=value:Effect"], conditions: {Type: "False"}, labels}]}`. */
export function readStatusNodes(json: unknown): ClusterObject[] {
  return list(record(json).nodes)
    .map(record)
    .filter(({ name, status, taints }) => words(name) !== "" && (words(status) !== "" || Array.isArray(taints)))
    .map((node) => ({
      kind: "Node",
      metadata: { name: words(node.name), labels: labelsOf(node.labels) },
      spec: { taints: list(node.taints).flatMap((text) => taintOf(words(text))) },
      status: {
        conditions: conditionsOf(words(node.status), labelsOf(node.conditions)),
        allocatable: labelsOf(node.allocatable_resources ?? node.allocatable),
      },
    }));
}

function conditionsOf(status: string, others: Record<string, string>): object[] {
  const ready = status === "" ? [] : [{ type: "Ready", status: status.split(",")[0] === "Ready" ? "True" : "False" }];
  return [...ready, ...Object.entries(others).flatMap(([type, is]) => (type === "Ready" ? [] : [{ type, status: is }]))];
}

function taintOf(text: string): object[] {
  const [, key, value, effect] = /^([^\s=:]+)(?:=([^:\s]*))?:(\w+)/.exec(text) ?? [];
  return key ? [{ key, value, effect }] : [];
}
