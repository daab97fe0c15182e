/** A span of a trace as tools print it: `├─ GET /pay (shop) - 812.5ms`, deeper ones further in. */
export type TraceSpan = { name: string; service: string; ms: number; depth: number; notes: string[]; own: number };

const SPAN = /^([\s│|├└─]*)[├└][─-]+\s*(.+?) \(([\w./-]+)\) - ([\d.]+) ?(ms|s|µs|us)\b/;

/** Reads a printed trace; null when the text is none. `own`: milliseconds that no deeper span accounts for. */
export function readTrace(text: string): TraceSpan[] | null {
  const spans: TraceSpan[] = [];
  for (const line of text.split("\n")) {
    const found = SPAN.exec(line);
    const last = spans.at(-1);
    if (found) {
      const ms = Number(found[4]) * (found[5] === "s" ? 1_000 : found[5] === "ms" ? 1 : 0.001);
      spans.push({ name: found[2] ?? "", service: found[3] ?? "", ms, depth: (found[1] ?? "").length, notes: [], own: ms });
    } else if (last && /statement|query|url|error|exception|db\./i.test(line) && last.notes.length < 4)
      last.notes.push(line.replace(/^[\s│|]+/, "").trim());
  }
  spans.forEach((span, at) => {
    const above = spans.slice(0, at).findLast(({ depth }) => depth < span.depth);
    if (above) above.own -= span.ms;
  });
  return spans.length > 0 ? spans : null;
}
