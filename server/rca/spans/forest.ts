import type { Span } from "../bundle.ts";

/** Spans with their parents and own times, in arrays by index; linear in the number of spans. */
export type Forest = {
  spans: readonly Span[];
  /** Index of the parent; -1 for a root or where the parent was not captured. */
  parent: Int32Array;
  /** Milliseconds in a span that none of its children were running in. */
  self: Float64Array;
  /** Children of span `i` are `children[from[i] … from[i + 1])`, by start. */
  children: Int32Array;
  from: Int32Array;
  /** First instant of each trace. */
  began: Map<string, number>;
};

export function forestOf(spans: readonly Span[]): Forest {
  const parent = parentsOf(spans);
  const { children, from } = childrenOf(spans, parent);
  const began = new Map<string, number>();
  for (const { trace, start } of spans) {
    const known = began.get(trace);
    if (known === undefined || start < known) began.set(trace, start);
  }
  return { spans, parent, children, from, self: selfTimes(spans, children, from), began };
}

/** Ids of spans are taken to be unique; where they are not, they count within their trace. */
function parentsOf(spans: readonly Span[]): Int32Array {
  const byId = new Map<string, number>();
  for (const [index, { span }] of spans.entries()) byId.set(span, index);
  const isUnique = byId.size === spans.length;
  if (!isUnique) for (const [index, { trace, span }] of spans.entries()) byId.set(`${trace}\n${span}`, index);
  const parents = new Int32Array(spans.length).fill(-1);
  for (const [index, { trace, parent }] of spans.entries()) {
    if (parent === null) continue;
    const found = byId.get(isUnique ? parent : `${trace}\n${parent}`);
    if (found !== undefined && found !== index) parents[index] = found;
  }
  return parents;
}

function childrenOf(spans: readonly Span[], parent: Int32Array): { children: Int32Array; from: Int32Array } {
  const from = new Int32Array(spans.length + 1);
  for (const above of parent) if (above >= 0) from[above + 1] = (from[above + 1] ?? 0) + 1;
  for (let at = 0; at < spans.length; at += 1) from[at + 1] = (from[at + 1] ?? 0) + (from[at] ?? 0);
  const next = from.slice(0, spans.length);
  const children = new Int32Array(from[spans.length] ?? 0);
  for (const [index, above] of parent.entries()) {
    if (above < 0) continue;
    const place = next[above] ?? 0;
    children[place] = index;
    next[above] = place + 1;
  }
  for (let at = 0; at < spans.length; at += 1) {
    const [begin, end] = [from[at] ?? 0, from[at + 1] ?? 0];
    if (end - begin > 1) children.subarray(begin, end).sort((one, other) => (spans[one]?.start ?? 0) - (spans[other]?.start ?? 0) || one - other);
  }
  return { children, from };
}

function selfTimes(spans: readonly Span[], children: Int32Array, from: Int32Array): Float64Array {
  const self = new Float64Array(spans.length);
  for (const [index, { start, durationMs }] of spans.entries()) {
    let covered = 0;
    let until = start;
    for (let at = from[index] ?? 0; at < (from[index + 1] ?? 0); at += 1) {
      const child = spans[children[at] ?? -1];
      if (!child) continue;
      const begin = Math.max(child.start, until);
      const end = Math.min(child.start + child.durationMs, start + durationMs);
      if (end > begin) {
        covered += end - begin;
        until = end;
      }
    }
    self[index] = Math.max(0, durationMs - covered);
  }
  return self;
}
