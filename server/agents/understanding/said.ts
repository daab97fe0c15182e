import { BEFORE, BESIDE, REQUESTS } from "./fillers.ts";
import { compile, shaped } from "./pattern.ts";
import { type Finds, recognise, tagged } from "./recognise.ts";
import type { Corrector } from "./typos.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { type Word, wordsOf } from "./words.ts";

/** A word of a sentence, or several that name one thing. `from` and `to` are places in `words`, `at` in the sentence's string. */
export type Token = {
  text: string;
  tags: readonly string[];
  from: number;
  to: number;
  at: number;
  isMark: boolean;
  begins: boolean;
  isRequest: boolean;
  isFiller: boolean;
  opens: boolean;
};

/** A prompt as it is understood. `shape` is the string that patterns are held against. */
export type Said = {
  original: string;
  words: readonly Word[];
  tokens: readonly Token[];
  shape: string;
  has: ReadonlySet<string>;
  finds: Finds;
  vocabulary: Vocabulary;
};

const BREAKS = new Set(["and", "but", "so", "then", "plus", "also", "&"]);
const URGING = new Set(["please", "kindly", "immediately", "asap", "quickly"]);
/** After “we” and “I” these say how it is; they begin no order. */
const AUXILIARIES = new Set("am is are was were has have had do does did can could should would will shall may might must not never".split(" "));
const allOf = (sources: readonly string[]): RegExp =>
  new RegExp(
    [...sources]
      .toSorted((one, other) => other.split(" ").length - one.split(" ").length)
      .map((source) => compile(source, {}).regexes()[0]?.source ?? "")
      .join("|"),
    "y",
  );
const FILLER = allOf(BEFORE);
const REQUEST = allOf(REQUESTS);
const PASSED_OVER = new RegExp(allOf(BESIDE).source, "g");

/** Words that fillers consist of: they count as known when misspelt words are put right. */
export const FILLER_WORDS: readonly string[] = [...BEFORE, ...BESIDE].flatMap((source) => compile(source, {}).words);

export function saidOf(original: string, vocabulary: Vocabulary, correct: Corrector, isCommon: (word: string) => boolean): Said {
  const { words, urged } = withoutFillers(asOrders(wordsOf(original, correct)));
  const finds = recognise(words, original, vocabulary, isCommon);
  const tokens = withBeginnings(tokensOf(words, finds), urged);
  return { original, words, tokens, shape: stringOf(tokens), has: hasOf(tokens), finds, vocabulary };
}

/** What was written from one word to before another, without changes. */
export function written({ original, words }: Said, from: number, to: number): string {
  const first = words[from];
  const last = words[to - 1];
  return first && last && to > from ? original.slice(first.from, last.to) : "";
}

/** `urged`: what follows a “please” begins an order, wherever it stands. */
function withoutFillers(words: readonly Word[]): { words: Word[]; urged: ReadonlySet<number> } {
  const starts: number[] = [];
  let shape = " ";
  for (const word of words) {
    starts.push(shape.length);
    shape += `${shaped(word, [])} `;
  }
  const gone = [...shape.matchAll(PASSED_OVER)]
    .filter(({ 0: said, index }) => !isAddressed(shape.slice(0, index), said))
    .map((match) => [match.index, match.index + match[0].length] as const);
  const isGone = (at: number): boolean => gone.some(([from, to]) => (starts[at] ?? 0) >= from && (starts[at] ?? 0) < to);
  const kept = words.flatMap((word, at) =>
    isGone(at) ? [] : [{ word, isUrged: at > 0 && isGone(at - 1) && URGING.has(words[at - 1]?.text ?? "") }],
  );
  return { words: kept.map(({ word }) => word), urged: new Set(kept.flatMap(({ isUrged }, at) => (isUrged ? [at] : []))) };
}

const GERUNDS: Readonly<Record<string, string>> = Object.fromEntries(
  "add post make creat(e) not(e) log clos(e) open mark chang(e) giv(e) tak(e) assign start updat(e) send shar(e) record writ(e) rais(e) declar(e) resolv(e) hand pass list show tell put(t) set(t) mov(e) merg(e) bump lower publish cancel"
    .split(" ")
    .map((verb) => [`${verb.replace(/\(e\)/, "").replace(/[()]/g, "")}ing`, verb.replace("(e)", "e").replace("(t)", "")]),
);

/** “Would you mind closing it” is “close it”. */
function asOrders(words: readonly Word[]): Word[] {
  return words.map((word, at) => {
    const order = words[at - 1]?.text === "mind" ? GERUNDS[word.text] : undefined;
    return order ? { ...word, text: order } : word;
  });
}

/** Whom a task is for is no politeness. */
function isAddressed(before: string, said: string): boolean {
  return said.startsWith("for ") && / (?:tasks?|todos?|items?|actions?|reminders?|to do) $/.test(before);
}

function tokensOf(words: readonly Word[], finds: Finds): Token[] {
  const spans = tagged(finds).toSorted((one, other) => one.from - other.from);
  const tokens: Token[] = [];
  let span = 0;
  for (let at = 0; at < words.length; ) {
    while (spans[span] && (spans[span]?.from ?? 0) < at) span += 1;
    const found = spans[span];
    const to = found?.from === at ? found.to : at + 1;
    const word = words[at];
    const text = words
      .slice(at, to)
      .map((one) => shaped(one, []))
      .join("_");
    const tags = found?.from === at ? [found.tag] : word?.kind === "number" ? ["number"] : word?.kind === "quote" ? ["quote"] : [];
    tokens.push({
      text,
      tags,
      from: at,
      to,
      at: 0,
      isMark: word?.kind === "mark" && tags.length === 0 && text !== "%" && text !== "&",
      begins: false,
      isRequest: false,
      isFiller: false,
      opens: false,
    });
    at = to;
  }
  return tokens;
}

/** Marks where an order may begin: at each clause, and after each filler there. */
function withBeginnings(tokens: readonly Token[], urged: ReadonlySet<number>): Token[] {
  const placed = placedOf(tokens);
  const shape = stringOf(placed);
  const byPlace = new Map(placed.map((token, index) => [token.at, index]));
  const begins = new Map<number, boolean>();
  const fillers = new Set<number>();
  const opens = new Set<number>();
  placed.forEach((token, index) => {
    const before = placed[index - 1];
    const isOpening = opensAt(placed, index, fillers);
    if (before && !before.isMark && !BREAKS.has(before.text) && !urged.has(token.from) && !isRequestAt(placed, index)) return;
    let isRequest = false;
    for (let at: number | undefined = index; at !== undefined; ) {
      begins.set(at, isRequest || (begins.get(at) ?? false));
      if (isOpening) opens.add(at);
      const place: number = placed[at]?.at ?? shape.length;
      REQUEST.lastIndex = place;
      isRequest ||= REQUEST.test(shape);
      FILLER.lastIndex = place;
      const filler: RegExpExecArray | null = FILLER.exec(shape);
      const next: number | undefined = filler ? byPlace.get(place + filler[0].length) : undefined;
      const isSubject = filler !== null && /^(?:i|we)(?:<[bs]>)* $/.test(filler[0]) && AUXILIARIES.has(placed[next ?? -1]?.text ?? "");
      if (isSubject && !isGoingOn(placed, next ?? -1)) break;
      for (let passed = at; passed < (next ?? at); passed += 1) fillers.add(passed);
      at = isSubject && next !== undefined ? next + 1 : next;
    }
  });
  return placedOf(
    placed.map((token, index) => ({
      ...token,
      begins: begins.has(index),
      isRequest: begins.get(index) ?? false,
      isFiller: fillers.has(index),
      opens: opens.has(index),
    })),
  );
}

/** “I am closing it” begins an order at “closing”. */
function isGoingOn(tokens: readonly Token[], at: number): boolean {
  return /^(?:am|are)$/.test(tokens[at]?.text ?? "") && /ing$/.test(tokens[at + 1]?.text ?? "");
}

/** Whether a sentence begins there, after nothing but “hey,” and the like. */
function opensAt(tokens: readonly Token[], index: number, fillers: ReadonlySet<number>): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { isMark = false, text = "" } = tokens[at] ?? {};
    if (isMark && /^[.!?;]$/.test(text)) return true;
    if (!fillers.has(at) && text !== ",") return false;
  }
  return true;
}

/** “… can you open an incident”: spoken without a mark before it. */
function isRequestAt(tokens: readonly Token[], index: number): boolean {
  const [text, next] = [tokens[index]?.text ?? "", tokens[index + 1]?.text ?? ""];
  return (/^(?:can|could|would|will)$/.test(text) && next === "you") || (text === "let" && next === "us");
}

function hasOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.flatMap(({ text, tags }) => [shaped({ text }, []), ...tags.map((tag) => `<${tag}>`)]));
}

function placedOf(tokens: readonly Token[]): Token[] {
  let at = 1;
  return tokens.map((token) => {
    const placed = { ...token, at };
    at += asString(token).length + 1;
    return placed;
  });
}

function asString({ text, tags, begins, opens }: Token): string {
  return `${text}${[...tags, ...(begins ? ["b"] : []), ...(opens ? ["s"] : [])].map((tag) => `<${tag}>`).join("")}`;
}

function stringOf(tokens: readonly Token[]): string {
  return ` ${tokens.map(asString).join(" ")} `;
}
