/** A line of `kubectl describe` with what is indented under it. `lines`: those without a field of their own, as tables, mounts and further labels. */
export type Branch = { key: string; value: string; branches: Branch[]; lines: string[]; indent: number };

const TABLES = new Set(["Events", "Conditions", "Non-terminated Pods", "Allocated resources", "Rules", "Metrics"]);
const FIELD_NAME = /^[A-Za-z0-9_./<*(-]/;

/** `  Ready:   True` as field and value; null for a line that names none. A name has no two spaces in a row, as rows of tables do. */
function fieldIn(line: string): { key: string; value: string } | null {
  let colon = line.indexOf(":");
  while (colon >= 0 && colon + 1 < line.length && line[colon + 1] !== " " && line[colon + 1] !== "\t") colon = line.indexOf(":", colon + 1);
  if (colon < 1) return null;
  const key = line.slice(0, colon);
  return key.includes("  ") || !FIELD_NAME.test(key) ? null : { key, value: line.slice(colon + 1).trim() };
}

/** The text of a description as a tree by indentation. Lines of tables stay lines. Takes any text. */
export function readTree(text: string): Branch {
  const root: Branch = { key: "", value: "", branches: [], lines: [], indent: -1 };
  const open: Branch[] = [root];
  for (const line of text.split("\n")) {
    const inside = line.trimStart();
    if (inside === "") continue;
    const indent = line.length - inside.length;
    while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const parent = open.at(-1) ?? root;
    const found = TABLES.has(parent.key) ? null : fieldIn(inside);
    if (!found) {
      (parent === root ? (root.branches.at(-1) ?? root) : parent).lines.push(line);
      continue;
    }
    const branch: Branch = { ...found, branches: [], lines: [], indent };
    parent.branches.push(branch);
    open.push(branch);
  }
  return root;
}

export const branch = (of: Branch | null | undefined, key: string): Branch | null => of?.branches.find((one) => one.key === key) ?? null;

/** The value of a field; empty when there is none or it says that there is none. */
export function said(of: Branch | null | undefined, key: string): string {
  const value = branch(of, key)?.value ?? "";
  return /^<(none|unset|unknown|nil)>$/.test(value) ? "" : value;
}

/** Labels, selectors and the like: the value and the lines after it, each `name=value`. */
export function pairsOf(of: Branch | null): Record<string, string> {
  const all = [of?.value ?? "", ...(of?.lines ?? [])].flatMap((part) => part.trim().split(/,(?=[^\s,]+=)/));
  return Object.fromEntries(
    all.filter((part) => part.includes("=")).map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]),
  );
}

/** Rows of a table under a field: cells between two or more spaces, without its headings. */
export function rowsOf(of: Branch | null): string[][] {
  return (of?.lines ?? []).map((line) => line.trim().split(/\s{2,}/)).filter(([first = ""]) => !/^(Type|-+)$/.test(first));
}
