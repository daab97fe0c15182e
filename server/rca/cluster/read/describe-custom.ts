import type { Loose } from "./loose.ts";
import { type Branch, branch } from "./tree.ts";

/** Kinds that others define are described field by field, with spaces in their names: `Gateway Class Name:  envoy`. Of repeated fields all are kept. */
export function customFields(tree: Branch): object {
  return { spec: looseOf(branch(tree, "Spec")), status: looseOf(branch(tree, "Status")) };
}

function looseOf(of: Branch | null): Loose {
  const fields: Loose = {};
  for (const one of of?.branches ?? []) {
    const value = one.key === "Conditions" ? conditionsIn(one) : one.branches.length > 0 ? looseOf(one) : one.value;
    const name = fieldName(one.key);
    const before = fields[name];
    fields[name] = before === undefined || one.key === "Conditions" ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return fields;
}

/** `Dns Names` → dnsNames. */
const fieldName = (key: string): string =>
  key
    .split(" ")
    .map((word, at) => (at === 0 ? word.toLowerCase() : word))
    .join("");

/** Conditions stand one after another, each with its fields in the order of the alphabet, so that `Type` ends one. */
function conditionsIn({ lines }: Branch): Loose[] {
  const conditions: Loose[] = [];
  let open: Loose = {};
  for (const line of lines) {
    const [, key = "", value = ""] = /^\s*([A-Z][A-Za-z ]*?):\s+(.*)$/.exec(line) ?? [];
    if (key === "") continue;
    open[fieldName(key)] = value.trim();
    if (key !== "Type") continue;
    conditions.push(open);
    open = {};
  }
  return conditions;
}
