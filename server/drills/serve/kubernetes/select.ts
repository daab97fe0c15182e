import type { KubeObject } from "../../world/types.ts";

type Test = (object: KubeObject) => boolean;

/** A label selector: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas. */
export function byLabels(text: string): Test {
  const tests = text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(labelTest);
  return (object) => tests.every((test) => test((object.metadata.labels ?? {}) as Record<string, string>));
}

function labelTest(part: string): (labels: Record<string, string>) => boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, name = "", word, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return (labels) => values.includes(labels[name] ?? "\u0001") === (word === "in");
  }
  const pair = /^([^=!]+)(==|!=|=)(.*)$/.exec(part);
  if (pair) {
    const [, name = "", sign, value = ""] = pair;
    return (labels) => (labels[name.trim()] === value.trim()) === (sign !== "!=");
  }
  return part.startsWith("!") ? (labels) => labels[part.slice(1)] === undefined : (labels) => labels[part] !== undefined;
}

/** A field selector such as `status.phase=Running,spec.nodeName!=worker-1`. */
export function byFields(text: string): Test {
  const tests = text
    .split(",")
    .filter((part) => part !== "")
    .map((part): Test => {
      const [, path = "", sign, value = ""] = /^([^=!]+)(==|!=|=)(.*)$/.exec(part) ?? [];
      return (object) => (String(fieldOf(object, path) ?? "") === value) === (sign !== "!=");
    });
  return (object) => tests.every((test) => test(object));
}

function fieldOf(object: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((value, name) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined), object);
}
