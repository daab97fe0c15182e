import { type Fit, fitsOf } from "./fits.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import type { PreparedIntent } from "./grammar.ts";
import { type Guard, guardInside, guardOf, type Span } from "./guards.ts";
import type { Opinion } from "./likeness/opinion.ts";
import type { Said, Token } from "./said.ts";

const SURELY = 0.8;

/** What a sentence is by its likeness to others: read by a cue of that intent where one fits at all, else as a whole. */
export function secondFit(intents: readonly PreparedIntent[], said: Said, { intent: name, share }: Opinion): Fit | null {
  const intent = intents.find((one) => one.name === name);
  if (!intent || (intent.isCommand && !intent.takesText && share < SURELY && isStrange(intent, said))) return null;
  const [heard] = fitsOf(intent, said).toSorted(
    (one, other) => Number(one.guard !== null) - Number(other.guard !== null) || other.weight - one.weight,
  );
  const inside = heard && intent.isCommand ? guardInside(said.tokens.slice(0, heard.hit.from)) : null;
  if (heard) return { ...heard, weight: share, guard: heard.guard ?? inside };
  const hit = intent.takesText ? beforeText(intent, said) : wholeOf(said);
  return hit && { intent, weight: share, hit, gives: {}, guard: intent.isCommand ? guardIn(intent, said, hit) : null };
}

/** Begins with a word that has nothing to do with it, such as “leave” or “keep”. */
function isStrange({ related }: PreparedIntent, { tokens }: Said): boolean {
  const first = tokens[firstOf(tokens)];
  return first !== undefined && first.tags.length === 0 && !related.has(first.text) && !LIGHT.has(first.text);
}

function wholeOf({ tokens }: Said): Span {
  return { from: firstOf(tokens), to: tokens.length };
}

function firstOf(tokens: readonly Token[]): number {
  return Math.max(
    0,
    tokens.findIndex(({ isFiller, isMark }) => !isFiller && !isMark),
  );
}

const LIGHT: ReadonlySet<string> = new Set(FUNCTION_WORDS);
const LEADING = /^(?:that|saying|to|for|about|of|because)$/;

/** Up to a mark or a quotation behind which somebody's text follows, else up to the last of the words in a row that orders consist of. */
function beforeText({ related }: PreparedIntent, { tokens }: Said): Span | null {
  const from = firstOf(tokens);
  const mark = tokens.findIndex(({ text, tags }, at) => at > from && (/^(?::|-|→)$/.test(text) || tags.includes("quote")));
  if (mark >= 0) return { from, to: mark + 1 };
  const isRelated = ({ text, tags }: Token): boolean => (related.has(text) && !LIGHT.has(text)) || tags.includes("severity");
  const strange = tokens.findIndex((token, at) => at >= from && !isRelated(token) && !LIGHT.has(token.text) && !token.isFiller);
  const row = tokens.slice(0, strange < 0 ? tokens.length : strange);
  const last = row.findLastIndex((token) => isRelated(token));
  if (last < from) return null;
  return { from, to: last + (LEADING.test(tokens[last + 1]?.text ?? "") ? 2 : 1) };
}

function guardIn({ takesText, isFact, isAnyTime }: PreparedIntent, said: Said, hit: Span): Guard | null {
  const textFrom = takesText ? hit.to : said.tokens.length;
  return (
    guardInside(said.tokens.slice(0, takesText ? hit.to - 1 : hit.to)) ??
    guardOf(said, hit, { textFrom, isFact: isFact ?? false, isBag: true, isAnyTime: isAnyTime ?? false })
  );
}
