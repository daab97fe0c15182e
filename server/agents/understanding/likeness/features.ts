import { FUNCTION_WORDS } from "../function-words.ts";
import type { Word } from "../words.ts";

/** What a word stands for when it names something: `{person}` for “grace”. Whatever it does not know stays as it is. */
export type Abstraction = (word: string) => string;

const GLUE: ReadonlySet<string> = new Set(["a", "an", "the", "please", "hey", "hi", "ok", "okay", "so", "um", "uh", "erm", "thanks", "just"]);
const LIGHT: ReadonlySet<string> = new Set(FUNCTION_WORDS);
/** What is written after so many words is somebody's text rather than what is asked. */
const MOST = 24;
const HEAD = 4;

/** Whose text begins at a mark is not looked at; that there is one says much by itself. */
function headOf(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ text, kind }, index) => kind === "mark" && index > 0 && index < words.length - 1 && /^(?::|->|=>)$/.test(text));
  return at < 0 ? words.slice(0, MOST) : words.slice(0, Math.min(at + 1, MOST));
}

/** What a sentence is recognised by: its words and pairs of words, how it begins and ends, and pieces of its longer words. */
export function featuresOf(words: readonly Word[], abstraction: Abstraction): string[] {
  const read = headOf(words).map((word) => standIn(word, abstraction));
  const texts = read.filter((text) => !GLUE.has(text));
  const bare = texts.filter((text) => /[\p{L}\p{N}]/u.test(text));
  const found = new Set<string>(["*"]);
  for (const [at, text] of texts.entries()) {
    found.add(text);
    found.add(`${texts[at - 1] ?? "^"} ${text}`);
    if (at >= 1) found.add(`${texts[at - 2] ?? "^"} . ${text}`);
  }
  for (const [at, text] of bare.slice(0, HEAD).entries()) found.add(`${at < 2 ? "1" : "2"}:${text}`);
  found.add(`${texts.at(-1) ?? ""} $`);
  const telling = bare.filter((text) => !LIGHT.has(text));
  for (let at = 0; at + 1 < telling.length && at < 6; at += 1) found.add(`${telling[at]}_${telling[at + 1]}`);
  for (const text of telling) for (const piece of piecesOf(text)) found.add(piece);
  return [...found];
}

function standIn({ text, kind }: Word, abstraction: Abstraction): string {
  if (kind === "quote") return "{quote}";
  if (kind === "number") return "{number}";
  return abstraction(text);
}

function piecesOf(word: string): string[] {
  if (word.length < 4 || word.startsWith("{")) return [];
  const whole = `<${word}>`;
  return [`~${whole.slice(0, 5)}`, ...Array.from({ length: whole.length - 3 }, (_, at) => `~${whole.slice(at, at + 4)}`)];
}
