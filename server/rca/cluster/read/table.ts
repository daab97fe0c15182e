/** A row of a table of kubectl: cells by the heading of their column. */
export type Row = Record<string, string>;

const HEADING = /^(NAME|NAMESPACE|LAST SEEN|KIND|CLUSTER)(\s{2,}[A-Z(]|\s*$)/;

/** Columns in their order where a filter took the headings away. */
const COLUMNS: Record<string, { plain: string[]; wide: string[] }> = {
  Pod: { plain: ["NAME", "READY", "STATUS", "RESTARTS", "AGE"], wide: ["IP", "NODE", "NOMINATED NODE", "READINESS GATES"] },
  Node: {
    plain: ["NAME", "STATUS", "ROLES", "AGE", "VERSION"],
    wide: ["INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
  },
  Deployment: { plain: ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"], wide: ["CONTAINERS", "IMAGES", "SELECTOR"] },
  StatefulSet: { plain: ["NAME", "READY", "AGE"], wide: ["CONTAINERS", "IMAGES"] },
  Service: { plain: ["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"], wide: ["SELECTOR"] },
  ReplicaSet: { plain: ["NAME", "DESIRED", "CURRENT", "READY", "AGE"], wide: ["CONTAINERS", "IMAGES", "SELECTOR"] },
  Event: { plain: ["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"], wide: [] },
  Namespace: { plain: ["NAME", "STATUS", "AGE"], wide: [] },
  Job: { plain: ["NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE"], wide: ["CONTAINERS", "IMAGES", "SELECTOR"] },
};

export type Expected = { kind: string; isEverywhere: boolean; isWide: boolean };

/** All rows of a recorded table, whether its headings are there or were filtered away. Each further line of headings begins a new table. */
export function readTable(text: string, expected: Expected): Row[] {
  const rows: Row[] = [];
  let columns: Column[] | null = null;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (HEADING.test(line)) columns = columnsOf(line);
    else if (columns) rows.push(rowAt(line, columns));
    else rows.push(...rowWithout(line, expected));
  }
  return rows;
}

type Column = { name: string; from: number };

function columnsOf(line: string): Column[] {
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, from: index }));
}

function rowAt(line: string, columns: Column[]): Row {
  const isAligned = columns.every(({ from }) => from === 0 || from >= line.length || line[from - 1] === " ");
  const split = isAligned ? [] : line.trim().split(/\s{2,}/);
  return Object.fromEntries(
    columns.map(({ name, from }, index) => [name, isAligned ? line.slice(from, columns[index + 1]?.from).trim() : (split[index] ?? "")]),
  );
}

function rowWithout(line: string, { kind, isEverywhere, isWide }: Expected): Row[] {
  const known = COLUMNS[kind];
  if (!known) return [];
  const cells = line.trim().split(/\s{2,}/);
  const names = [...(isEverywhere ? ["NAMESPACE"] : []), ...known.plain, ...(isWide ? known.wide : [])];
  if (cells.length < names.length - (isWide ? known.wide.length : 0) - 1) return [];
  const row = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  return [
    cells.length > names.length
      ? { ...row, [kind === "Event" ? "MESSAGE" : "LABELS"]: cells.slice(kind === "Event" ? names.length - 1 : names.length).join("  ") }
      : row,
  ];
}

/** `a=1,b=2` as labels; `<none>` as none. */
export function labelsIn(cell: string | undefined): Record<string, string> {
  if (!cell || cell === "<none>") return {};
  const parts = cell.split(/,(?=[^,=]+=)/).filter((part) => part.includes("="));
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
}
