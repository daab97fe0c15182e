import { BUNDLE_FILES } from "#lib/contracts/investigation.ts";
import type { Capture } from "../captures.ts";
import { type ReadFile, refuse } from "./check-file.ts";

/** Of one capture; what is longer is cut into several, between lines. */
const MOST_BYTES = 12 * 2 ** 20;

/** Uploaded files as captures. Names of series go along with their table; what has lines may become several captures. Pure. */
export function capturesOf(files: readonly ReadFile[]): Capture[] {
  const names = files.find(({ file }) => file === "series.json");
  const isTable = files.some(({ file }) => file === "metrics.csv");
  if (names && !isTable) refuse(names.name, null, "It names series, and no metrics.csv came with it. Upload both together.");
  return files.filter(({ file }) => file !== "series.json").flatMap((file) => pieces(file).map((piece) => captureOf(piece, names?.lines[0])));
}

type Piece = ReadFile & { part: string };

function pieces(file: ReadFile): Piece[] {
  const groups: string[][] = [[]];
  let bytes = 0;
  for (const line of file.lines) {
    const size = Buffer.byteLength(line) + 1;
    if (bytes + size > MOST_BYTES && bytes > 0) {
      groups.push([]);
      bytes = 0;
    }
    bytes += size;
    groups.at(-1)?.push(line);
  }
  return groups.map((lines, index) => ({ ...file, lines, part: groups.length > 1 ? `, part ${index + 1} of ${groups.length}` : "" }));
}

function captureOf({ name, file, head, lines, from, to, part }: Piece, series: string | undefined): Capture {
  const text = [...(head === null ? [] : [head]), ...lines].join("\n");
  return {
    kind: BUNDLE_FILES[file],
    source: "upload",
    title: `${name}${part}`,
    query: name,
    file,
    files: { [file]: text, ...(file === "metrics.csv" && series !== undefined ? { "series.json": series } : {}) },
    from,
    to,
    rows: file.endsWith(".json") ? rowsIn(text) : lines.length,
    isTruncated: false,
  };
}

function rowsIn(text: string): number {
  const value = JSON.parse(text) as unknown;
  const list = Array.isArray(value) ? value : Object.values((value ?? {}) as object).find(Array.isArray);
  return list?.length ?? 1;
}
