import type { Bundle, Edge, Span } from "../bundle.ts";

/**
 * Who calls whom: as the bundle says, and as its spans show (a span whose parent belongs to another service is a call). Each edge once, without calls of
 * oneself.
 */
export function edgesOf({ edges, spans }: Pick<Bundle, "edges" | "spans">): Edge[] {
  const known = new Map<string, Edge>();
  for (const edge of [...edges, ...callsIn(spans)]) {
    const key = `${edge.caller}\n${edge.callee}`;
    if (edge.caller !== edge.callee && edge.caller !== "" && edge.callee !== "" && !known.has(key)) known.set(key, edge);
  }
  return [...known.values()];
}

function callsIn(spans: readonly Span[]): Edge[] {
  const services = new Map(spans.map(({ trace, span, service }) => [`${trace}\n${span}`, service]));
  return spans.flatMap(({ trace, parent, service }) => {
    const caller = parent === null ? undefined : services.get(`${trace}\n${parent}`);
    return caller === undefined || caller === service ? [] : [{ caller, callee: service }];
  });
}
