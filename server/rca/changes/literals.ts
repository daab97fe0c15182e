import type { Bundle } from "../bundle.ts";
import type { DiffLine } from "./diff.ts";
import type { Onset } from "./onset.ts";
import type { Saying } from "./sayings.ts";

/** Whether the evidence says what only a change writes: `strongest` from 0 to 1, `shown` the text as it stands in the change. */
export type Literal = { strongest: number; shown: string };
export type Literals = (lines: readonly DiffLine[]) => Literal | null;

const QUOTED = /"((?:[^"\\]|\\.){4,120})"|'((?:[^'\\]|\\.){4,120})'|`((?:[^`\\]|\\.){4,120})`/g;
/** What a program fills in: `{name}`, `${name}`, `#{name}`, `%s`, `<name>`. */
const HOLE = /[$#]?\{[^{}]*\}|%[-+0-9.]*[a-z]|<[a-z_]+>/gi;
const MOST_LITERALS = 8;
const MOST_TEXTS = 120;
const MOST_CALM = 300;
/** Letters, digits and marks that have to stand fixed, so that meeting them is no accident. */
const LEAST_FIXED = 4;
const LEAST_PLAIN = 9;

/**
 * Texts in quotes that a change brings, met in what came up with the trouble and in nothing that was there before: keys, paths, statements and addresses as
 * the new code writes them. The programs' places to fill in stand for anything.
 */
export function literalsOf({ logs }: Bundle, { turns }: Onset, sayings: readonly Saying[]): Literals {
  const fresh = new Set(turns.filter(({ direction }) => direction === "new").map(({ template }) => template));
  const calm = logs.templates
    .filter((template) => !fresh.has(template))
    .slice(0, MOST_CALM)
    .map(({ text, samples }) => samples[0]?.message ?? text);
  const told = sayings
    .filter(({ kind, weight }) => (kind === "log" || kind === "span") && weight >= 0.25)
    .slice(0, MOST_TEXTS)
    .map(({ text, weight }) => ({ text, weight: Math.max(0.5, weight) }));
  return (lines) => {
    const removed = lines.flatMap(({ sign, text }) => (sign === "-" ? [text] : [])).join("\n");
    const isKept = (one: string): boolean => one.split(HOLE).every((part) => part.trim().length < 2 || removed.includes(part));
    const come = [...new Set(lines.filter(({ sign }) => sign === "+").flatMap(({ text }) => quotedIn(text)))].filter((one) => !isKept(one));
    return come.slice(0, MOST_LITERALS).reduce<Literal | null>((best, shown) => {
      const pattern = patternOf(shown);
      if (!pattern) return best;
      const weight = Math.max(0, ...told.filter(({ text }) => pattern.test(text)).map((one) => one.weight));
      if (weight <= (best?.strongest ?? 0) || calm.some((text) => pattern.test(text))) return best;
      return { strongest: weight, shown };
    }, null);
  };
}

const quotedIn = (text: string): string[] => [...text.slice(0, 600).matchAll(QUOTED)].map(([, one, two, three]) => one ?? two ?? three ?? "");

function patternOf(literal: string): RegExp | null {
  const parts = literal.trim().split(HOLE);
  const fixed = parts.join("");
  const hasMark = /[:/._=-]/.test(fixed) && /[a-z]/i.test(fixed);
  const isTelling = parts.length > 1 ? fixed.length >= LEAST_FIXED && hasMark : fixed.length >= LEAST_PLAIN && (hasMark || fixed.includes(" "));
  if (!isTelling || parts.length > 8) return null;
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^\\s\"']{1,40}"));
}
