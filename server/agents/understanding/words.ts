import { spelledOut } from "./contractions.ts";
import { withNumerals } from "./numerals.ts";
import { plain } from "./plain.ts";
import type { Corrector } from "./typos.ts";

/** One word, number, mark or quotation of a prompt. `from` and `to` are its place in what was written; `text` is how it is read. */
export type Word = { text: string; from: number; to: number; kind: "word" | "number" | "mark" | "quote" | "name" };

export const QUOTE = "«»";

/** What comes later can only be somebody's text. */
const MOST_READ = 3000;

const TOKEN =
  /(?<quote>"[^"\n]{2,400}"|(?<![\p{L}\p{N}])'(?=\S)[^"\n]{2,200}?\S'(?![\p{L}\p{N}]))|(?<name>https?:\/\/[^\s<>"')\]]+|\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)|inc[ -]?\d{4}[ -]\d{4}[ -]\d{1,6}(?!\d)|inc[ -]?\d{4}[ -]\d{1,6}(?!\d)|inc[ -]?\d{1,6}(?![\d%])|#\d{1,6}\b|@[a-z0-9][a-z0-9._-]*)|(?<number>\d{1,3}(?: \d{3})+(?![\d:.,]\d)(?=[ %.,;]|$)|\d+(?:[.,]\d+)*)(?=(?:k|m|mio|z|h|hr|hrs|min|mins|am|pm|s)?(?![\p{L}\p{N}_]))|(?<word>to-dos?(?![\p{L}\p{N}])|(?:(?:re|un|de)-(?=\p{L}))?[\p{L}\p{N}_]+(?:(?:'|\.(?=[\p{L}\p{N}]))[\p{L}\p{N}_]+)*)|(?<mark>->|=>|\.\.\.|(?!\p{Extended_Pictographic}|\u200d|\ufe0f)\S)/uy;

/** A prompt as words, with what is written short spelled out, numbers in digits, and misspelt words put right by `correct`. */
export function wordsOf(prompt: string, correct: Corrector): Word[] {
  const text = plain(prompt.slice(0, MOST_READ));
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) {
      at += 1;
      continue;
    }
    const token = trimmed(match[0], match.groups?.name !== undefined);
    words.push(...readToken(token, at, match.groups ?? {}, text));
    at += token.length;
  }
  return withNumerals(words.flatMap((word) => (word.kind === "word" ? corrected(word, correct) : [word])));
}

/** A phase or a severity in quotes is what it is without. */
const SAID = /^.(?:triage|investigating|identified|mitigating|mitigated|monitoring|resolved|closed|cancelled|declined|sev[1-4]).$/;

/** A link or a handle does not end with the sentence's own mark. */
function trimmed(token: string, isName: boolean): string {
  const bare = isName ? token.replace(/[.,;!?:_-]+$/, "") : token;
  return bare === "" ? token : bare;
}

function readToken(token: string, from: number, groups: Record<string, string | undefined>, text: string): Word[] {
  const to = from + token.length;
  if (groups.quote !== undefined && SAID.test(token)) return [{ text: token.slice(1, -1), from: from + 1, to: to - 1, kind: "word" }];
  if (groups.quote !== undefined) return [{ text: QUOTE, from, to, kind: "quote" }];
  if (groups.name !== undefined) return [{ text: token, from, to, kind: "name" }];
  if (groups.number !== undefined) return [{ text: digits(token), from, to, kind: "number" }];
  if (groups.word !== undefined)
    return spelledOut(token.replace("-", "")).map((one) => ({ text: one, from, to, kind: one === "%" ? "mark" : "word" }));
  const isInside = token === "-" && /[\p{L}\p{N}]/u.test(text.charAt(from - 1)) && /\p{L}/u.test(text.charAt(to));
  return isInside ? [] : [{ text: token, from, to, kind: "mark" }];
}

function digits(token: string): string {
  return /^\d{1,3}(?:[, ]\d{3})+$/.test(token) ? token.replaceAll(/[, ]/g, "") : token.replace(",", ".");
}

function corrected(word: Word, correct: Corrector): Word[] {
  const text = correct(word.text);
  return text === word.text ? [word] : spelledOut(text).map((one) => ({ ...word, text: one, kind: one === "%" ? "mark" : "word" }));
}
