import { FUNCTION_WORDS } from "../understanding/function-words.ts";
import type { Heard } from "../understanding/grammar.ts";
import { quoted } from "../understanding/readings.ts";
import { type Token, written } from "../understanding/said.ts";

const CONNECTORS = new Set(
  "for about on in with because of as that since regarding called titled named saying where due to at is entitled concerning re around cause reason title name subject which says asap here now first please right away".split(
    " ",
  ),
);
/** Beside a severity these say nothing of what fails. */
const ASIDE = new Set(
  "guess think say maybe appropriate severity level probably suppose fine enough would be please level kind affected impacted only started starting hit".split(
    " ",
  ),
);
const KNOWN = new Set(FUNCTION_WORDS);
const ENDS = /^[.;!?]$/;

/** What an incident is called, in the person's words: in quotes, after the order, or before it. */
export function titleOf(heard: Heard): string {
  const { tokens, hit } = heard;
  const quote = tokens.slice(hit.from).find(({ tags }) => tags.includes("quote")) ?? tokens.find(({ tags }) => tags.includes("quote"));
  if (quote) return tidy(quoted(heard, quote));
  const named = tokens.findIndex(({ text }, at) => /^(?:title|titled|named|entitled)$/.test(text) && at >= hit.from);
  const isNaming = named >= 0 && (/^(?:is|:|=|as|should)$/.test(tokens[named + 1]?.text ?? "") || tokens[named]?.text !== "title");
  const called = isNaming ? said(heard, tokens.slice(named + 1), true) : "";
  if (called) return tidy(called);
  const after = said(heard, tokens.slice(hit.to), true);
  return tidy(after || said(heard, tokens.slice(0, hit.from), false));
}

/** The first of the parts that says something, to the end of its sentence. */
function said(heard: Heard, tokens: readonly Token[], isAfter: boolean): string {
  const parts = partsOf(tokens);
  const first = parts.findIndex((part) => isTelling(part));
  if (first < 0) return "";
  const sentence = isAfter ? parts.slice(first) : parts;
  const end = sentence.findIndex((part, at) => at > 0 && ENDS.test(part[0]?.text ?? ""));
  const kept = isAfter && end > 0 ? sentence.slice(0, end) : sentence;
  const last = kept.findLastIndex((part) => isTelling(part));
  const meant = kept.slice(isAfter ? 0 : kept.findIndex((part) => isTelling(part)), last + 1).flat();
  const start = meant.findIndex(({ text, isMark, tags }) => !isMark && (!CONNECTORS.has(text) || tags.length > 0));
  const bare = meant.slice(start);
  const level = bare.findLastIndex(({ tags }) => tags.includes("severity"));
  if (level > 1 && bare.slice(level + 1).every(({ text, isMark }) => isMark || KNOWN.has(text) || ASIDE.has(text)))
    bare.splice(bare.slice(0, level).findLastIndex(({ text, isMark }) => !isMark && !KNOWN.has(text) && !CONNECTORS.has(text)) + 1);
  const opening =
    isAfter && meant[start - 1] && /^(?:for|about|regarding|on|of|concerning|re)$/.test(meant[start - 1]?.text ?? "") && bare[0]?.text === "the"
      ? bare.slice(1)
      : bare;
  return wholly(heard, opening[0]?.from ?? 0, opening.at(-1)?.to ?? 0);
}

/** To the end of what was written, where nothing but asides come after it. */
function wholly(heard: Heard, from: number, to: number): string {
  const first = heard.words[from];
  return to === heard.words.length && first && /\p{L}/u.test(heard.original.slice(heard.words[to - 1]?.to))
    ? heard.original.slice(first.from)
    : written(heard, from, to);
}

/** Cut before each mark. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  for (const token of tokens) {
    if (token.isMark && /^(?:[,.;!?:(]|-|→)$/.test(token.text)) parts.push([token]);
    else if (parts.length === 0) parts.push([token]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function isTelling(part: readonly Token[]): boolean {
  if (part.find(({ isMark }) => !isMark)?.text === "not") return false;
  return part.some(({ text, tags, isMark }) => {
    if (isMark || ASIDE.has(text) || CONNECTORS.has(text)) return false;
    if (tags.length > 0) return tags.includes("service") || tags.includes("loss") || tags.includes("person");
    return !KNOWN.has(text);
  });
}

function tidy(words: string): string {
  const bare = words
    .replace(/[\s,;(–—-]+(?:no|without(?: an?)?|unknown|don't know the) sev(?:erity)?(?: yet| known| so far| for now)?\)?$/i, "")
    .replace(/^(?:(?:um+|uh+|erm)[\s,]+)+/i, "")
    .replace(/^["'\s,:-]+|["'\s,:;-]+$/g, "")
    .replace(
      /(?:[\s,.!]+(?:please|pls|plz|kindly|thanks|many thanks|thank you|thx|cheers|asap|as soon as possible|right away|at once|for me|for us|real quick|if possible|if you can))+$/i,
      "",
    )
    .replace(/[.!]+$/, "")
    .trim();
  const title = bare.split("\n")[0]?.slice(0, 200) ?? "";
  return title.charAt(0).toUpperCase() + title.slice(1);
}
