import type { Bundle, Edge, Span } from "../bundle.ts";
import type { Clue } from "../clue.ts";

/** Who calls whom, as given, as traces show it, and as the words of callers say it (`blames`). Each pair once; pure. */
export function edgesOf({ edges, spans }: Pick<Bundle, "edges" | "spans">, clues: readonly Clue[]): Edge[] {
  const all = new Map<string, Edge>();
  const add = (caller: string, callee: string): void => {
    if (caller !== "" && callee !== "" && caller !== callee) all.set(`${caller}\n${callee}`, { caller, callee });
  };
  for (const { caller, callee } of edges) add(caller, callee);
  for (const [caller, callee] of callsIn(spans)) add(caller, callee);
  for (const { service, blames, strength } of clues) if (blames && strength >= BLAMED_FROM) add(service, blames);
  return [...all.values()];
}

/** A single odd line is not taken for a way of calls. */
const BLAMED_FROM = 0.3;

function* callsIn(spans: readonly Span[]): Generator<[string, string]> {
  const serviceOf = new Map(spans.map(({ trace, span, service }) => [`${trace}\n${span}`, service]));
  for (const { trace, parent, service } of spans) {
    const caller = parent === null ? undefined : serviceOf.get(`${trace}\n${parent}`);
    if (caller !== undefined) yield [caller, service];
  }
}
