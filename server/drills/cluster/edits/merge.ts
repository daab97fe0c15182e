import { isLoose, type Loose } from "./types.ts";

/** JSON merge patch (RFC 7396): fields are replaced, null takes one away. */
export function mergePatch(before: Loose, change: Loose): Loose {
  const after: Loose = { ...before };
  for (const [name, value] of Object.entries(change)) {
    const old = after[name];
    if (value === null) delete after[name];
    else after[name] = isLoose(value) ? mergePatch(isLoose(old) ? old : {}, value) : value;
  }
  return after;
}

/** Kubernetes' strategic merge: as above, but lists whose items have names or types are merged by them. `$setElementOrder` and the like say nothing of substance. */
export function strategicPatch(before: Loose, change: Loose): Loose {
  const after: Loose = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (name.startsWith("$")) continue;
    const old = after[name];
    if (value === null) delete after[name];
    else if (Array.isArray(value)) after[name] = mergedList(Array.isArray(old) ? old : [], value);
    else after[name] = isLoose(value) ? strategicPatch(isLoose(old) ? old : {}, value) : value;
  }
  return after;
}

function mergedList(before: unknown[], change: unknown[]): unknown[] {
  const key = ["name", "type", "containerPort"].find((one) => change.every((item) => isLoose(item) && one in item));
  if (!key) return change;
  const items = [...before];
  for (const item of change as Loose[]) {
    const at = items.findIndex((old) => isLoose(old) && old[key] === item[key]);
    if (at < 0) items.push(item);
    else items[at] = strategicPatch(items[at] as Loose, item);
  }
  return items;
}

/** The merge patch that makes one object of another. */
export function differenceOf(before: Loose, after: Loose): Loose {
  const change: Loose = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, value] = [before[name], after[name]];
    if (value === undefined) change[name] = null;
    else if (isLoose(old) && isLoose(value)) {
      const inner = differenceOf(old, value);
      if (Object.keys(inner).length > 0) change[name] = inner;
    } else if (JSON.stringify(old) !== JSON.stringify(value)) change[name] = value;
  }
  return change;
}

type Operation = { op: string; path: string; value?: unknown };

/** The operations of a JSON patch (RFC 6902) that kubectl sends: add, replace, remove. */
export function jsonPatch(before: Loose, operations: readonly Operation[]): Loose {
  const after = structuredClone(before);
  for (const { op, path, value } of operations) {
    const parts = path
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = parts.pop() ?? "";
    let place: Loose = after;
    for (const part of parts) {
      const next = place[part];
      if (isLoose(next)) place = next;
      else {
        const made: Loose = {};
        place[part] = made;
        place = made;
      }
    }
    if (op === "remove") delete place[last];
    else place[last] = value;
  }
  return after;
}
