import type { EvidenceKind } from "../../answer.ts";
import type { Clue } from "../../clue.ts";
import type { Cluster } from "../cluster.ts";
import type { Event, Named } from "../view/types.ts";

/** What a check saw, before it is cited: a clue with the excerpts that it stands on. */
export type Found = Omit<Clue, "evidence" | "at" | "names"> & { names: Record<string, string>; shows: Shown[] };

/** `at`: since when what is shown has been so, Unix milliseconds. */
export type Shown = { kind: EvidenceKind; source: string; title: string; excerpt: string; at?: number | null };

/** Looks at one kind of trouble in a cluster. Pure. */
export type Check = (cluster: Cluster) => Found[];

/** How surely a finding of this sort is what went wrong. Between them stands what can be explained by another finding. */
export const SURE = 0.95;
export const LIKELY = 0.8;
export const SUSPECTED = 0.6;
export const WEAK = 0.4;
export const FAINT = 0.25;

const EXCERPT = 600;

export function showEvent(event: Event): Shown {
  const times = event.count > 1 ? ` (${event.count} times)` : "";
  return {
    kind: "event",
    source: event.source,
    title: `${event.reason} of ${event.kind} ${event.name}`,
    excerpt: `${event.reason}${times}: ${event.message}`.slice(0, EXCERPT),
    at: event.first,
  };
}

export function showObject({ kind, name, source }: Pick<Named, "kind" | "name" | "source">, excerpt: string, at: number | null = null): Shown {
  return { kind: "object", source, title: `${kind} ${name}`, excerpt: excerpt.slice(0, EXCERPT), at };
}

export function showOutput(source: string, title: string, excerpt: string): Shown {
  return { kind: "output", source, title, excerpt: excerpt.slice(0, EXCERPT) };
}

export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

export function cut(text: string, most = 300): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** The event with the words, the latest one first. */
export function latest(events: readonly Event[], words: RegExp): Event | null {
  const found = events.filter(({ reason, message }) => words.test(`${reason}: ${message}`));
  return found.toSorted((one, other) => (one.age ?? 0) - (other.age ?? 0))[0] ?? null;
}
