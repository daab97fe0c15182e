import type { Bundle, Edge, Span } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { foundationsOf } from "./foundations.ts";

/** A single odd line is not taken for a way of calls. */
const BLAMED_FROM = 0.3;

/**
 * Who calls whom: as the bundle says, as its spans show (a span whose parent belongs to another service is a call), and as callers say it themselves
 * (`blames`), and what they stand on and was seen to be broken. Each edge once, without calls of oneself. Pure.
 */
export function edgesOf(
  { edges, spans, objects = [] }: Pick<Bundle, "edges" | "spans"> & Partial<Pick<Bundle, "objects">>,
  clues: readonly Clue[] = [],
): Edge[] {
  const blamed = clues.flatMap(({ service, blames, strength }) => (blames && strength >= BLAMED_FROM ? [{ caller: service, callee: blames }] : []));
  const known = new Map<string, Edge>();
  for (const edge of [...edges, ...callsIn(spans), ...blamed, ...foundationsOf({ objects, edges }, clues)]) {
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
