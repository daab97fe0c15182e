/** What a change did, line by line. `paths` of files, also of those whose lines are not told. */
export type Diff = { paths: string[]; lines: DiffLine[]; isPatch: boolean };

/** `block`: lines with the same number stand together. */
export type DiffLine = { sign: "+" | "-" | " "; text: string; path: string; block: number };

const PATCH_LINE = /^[+-]/;
const MOST_LINES = 2_000;
const MOST_LENGTH = 600;

/**
 * Reads a diff as the sources write it: unified with or without `diff --git`, with the path in the @@ line, with a `files:` list before it. A text that is no
 * diff is read for what it sets: `key: before -> after` becomes a line taken and a line given.
 */
export function diffOf(title: string, detail: string): Diff {
  const rows = detail.split("\n", MOST_LINES).map((row) => row.slice(0, MOST_LENGTH));
  const paths = new Set<string>();
  const lines: DiffLine[] = [];
  let path = "";
  let block = 0;
  for (const row of rows) {
    const listed = /^files?:\s*(.+)$/.exec(row);
    const headed = pathOf(row);
    if (listed) for (const one of (listed[1] ?? "").split(/,\s*/)) paths.add(one.trim());
    else if (headed !== null) {
      if (headed) path = headed;
      if (path) paths.add(path);
      block += 1;
    } else if (PATCH_LINE.test(row)) lines.push({ sign: row.startsWith("+") ? "+" : "-", text: row.slice(1), path, block });
    else if (row.startsWith(" ") || row === "") lines.push({ sign: " ", text: row, path, block });
  }
  const isPatch = lines.some(({ sign }) => sign !== " ");
  return isPatch || paths.size > 0 ? { paths: [...paths], lines, isPatch } : settingsOf(title, detail);
}

/** The path that a heading line names; "" for a heading without one; null when it is none. */
function pathOf(row: string): string | null {
  if (row.startsWith("diff --git ")) return / b\/(\S+)$/.exec(row)?.[1] ?? "";
  if (/^(---|\+\+\+) \S+(\t.*)?$/.test(row)) return row.endsWith("/dev/null") ? "" : (/^(?:---|\+\+\+) (?:[ab]\/)?(\S+)/.exec(row)?.[1] ?? "");
  if (/^(index [0-9a-f]+\.\.|(new|deleted) file mode|similarity index|rename (from|to) )/.test(row)) return "";
  if (!row.startsWith("@@")) return null;
  return /^@@ -\d/.test(row) ? "" : (/^@@ (\S+) @@/.exec(row)?.[1] ?? "");
}

const ARROW = /^(.*?)[\s:=]*\b(?:from\s+)?("[^"]*"|[\w.:/%@-]+)\s*(?:->|→|=>)\s*("[^"]*"|[\w.:/%@-]+)(.*)$/;
const FROM_TO = /^(.*?)[\s:=]*\bfrom\s+("[^"]*"|[\w.:/%@-]+)\s*\bto\b\s*("[^"]*"|[\w.:/%@-]+)(.*)$/;

function settingsOf(title: string, detail: string): Diff {
  const lines: DiffLine[] = [];
  for (const [block, row] of [title, ...detail.split("\n", MOST_LINES)].entries()) {
    const text = row.slice(0, MOST_LENGTH);
    const set = ARROW.exec(text) ?? FROM_TO.exec(text);
    if (set) {
      const [, key = "", before = "", after = ""] = set;
      lines.push({ sign: "-", text: `${key}: ${before}`, path: "", block }, { sign: "+", text: `${key}: ${after}`, path: "", block });
    } else if (text.trim() !== "") lines.push({ sign: block > 0 ? "+" : " ", text, path: "", block });
  }
  if (lines.every(({ sign }) => sign === " "))
    return { paths: [], lines: lines.map((line) => ({ ...line, sign: "+" as const })), isPatch: lines.length > 0 };
  return { paths: [], lines, isPatch: lines.length > 0 };
}
