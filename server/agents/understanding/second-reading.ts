import { type Fit, fitsOf } from "./fits.ts";
import type { PreparedIntent } from "./grammar.ts";
import { type Guard, guardOf, type Span } from "./guards.ts";
import type { Opinion } from "./likeness/opinion.ts";
import type { Said } from "./said.ts";

/** What a sentence is by its likeness to others: read by the cues of that intent where one fits at all, else as a whole. */
export function secondFit(intents: readonly PreparedIntent[], said: Said, { intent: name, share }: Opinion): Fit | null {
  const intent = intents.find((one) => one.name === name);
  if (!intent) return null;
  const [heard] = fitsOf(intent, said).toSorted((one, other) => Number(one.guard !== null) - Number(other.guard !== null) || other.weight - one.weight);
  const hit = intent.takesText && heard ? heard.hit : (wholeOf(intent, said) ?? heard?.hit);
  if (!hit) return null;
  const guard = heard?.guard ?? (intent.isCommand ? guardIn(intent, said, hit) : null);
  return { intent, weight: share, hit: heard?.hit ?? hit, gives: heard?.gives ?? {}, guard };
}

/** Until where what is asked goes: to a mark or a quotation where somebody's text follows, else to the end. */
function wholeOf({ takesText }: PreparedIntent, { tokens }: Said): Span | null {
  const from = Math.max(0, tokens.findIndex(({ isFiller, isMark }) => !isFiller && !isMark));
  if (!takesText) return { from, to: tokens.length };
  const mark = tokens.findIndex(({ text, tags }, at) => at > from && at < tokens.length && (/^(?::|-|->)$/.test(text) || tags.includes("quote")));
  return mark < 0 ? null : { from, to: mark + 1 };
}

function guardIn({ takesText, isFact, isAnyTime }: PreparedIntent, said: Said, hit: Span): Guard | null {
  const textFrom = takesText ? hit.to : said.tokens.length;
  return guardOf(said, hit, { textFrom, isFact: isFact ?? false, isBag: true, isAnyTime: isAnyTime ?? false });
}
