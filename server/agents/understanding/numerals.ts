import type { Word } from "./words.ts";

const UNITS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  zero: 0,
};
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };
const FACTORS: Record<string, number> = {
  dozen: 12,
  hundred: 100,
  hundreds: 100,
  thousand: 1000,
  thousands: 1000,
  k: 1000,
  million: 1e6,
  millions: 1e6,
  mio: 1e6,
};
/** Before a factor: how many of it. “A few hundred” is read as three hundred. */
const SOME: readonly (readonly [readonly string[], number])[] = [
  [["a", "couple", "of"], 2],
  [["a", "couple"], 2],
  [["couple", "of"], 2],
  [["couple"], 2],
  [["a", "few"], 3],
  [["few"], 3],
  [["several"], 3],
  [["half", "a"], 0.5],
  [["a"], 1],
  [["one"], 1],
];

export const NUMERALS: readonly string[] = [...Object.keys(UNITS), ...Object.keys(TENS), ...Object.keys(FACTORS), "couple", "half", "quarter"];

/** The same words with numbers in digits: “twelve thousand”, “a couple hundred”, “1.2k”, “twenty five”. “One” by itself is left. */
export function withNumerals(words: readonly Word[]): Word[] {
  const read: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const first = words[at];
    const spoken = digitsAt(words, at) ?? clockAt(words, at);
    const end = words[(spoken?.next ?? 0) - 1];
    if (spoken && first && end) {
      read.push({ text: spoken.text, from: first.from, to: end.to, kind: "number" });
      at = spoken.next;
      continue;
    }
    const found = numberAt(words, at);
    const last = words[(found?.next ?? 0) - 1];
    const isWritten = first?.kind === "number" && found?.next === at + 1;
    if (found && first && last && !isWritten) read.push({ text: String(found.value), from: first.from, to: last.to, kind: "number" });
    else if (first) read.push(first);
    at = found?.next ?? at + 1;
  }
  return read;
}

function numberAt(words: readonly Word[], from: number): { value: number; next: number } | null {
  const text = (at: number): string => words[at]?.text ?? "";
  const some = SOME.find(([start]) => start.every((word, step) => text(from + step) === word) && FACTORS[text(from + start.length)]);
  if (some) return multiplied(words, some[1], from + some[0].length);
  const small = below100(words, from);
  if (!small) return null;
  return multiplied(words, small.value, small.next);
}

function below100(words: readonly Word[], at: number): { value: number; next: number } | null {
  const word = words[at];
  if (!word) return null;
  if (word.kind === "number" && /^\d+(?:\.\d+)?$/.test(word.text)) return { value: Number(word.text), next: at + 1 };
  const tens = TENS[word.text];
  const unit = UNITS[words[at + 1]?.text ?? ""] ?? (words[at + 1]?.text === "one" ? 1 : undefined);
  if (tens !== undefined) return unit !== undefined && unit < 10 ? { value: tens + unit, next: at + 2 } : { value: tens, next: at + 1 };
  const value = UNITS[word.text];
  return value === undefined ? null : { value, next: at + 1 };
}

/** Thousands add up, hundreds belong to what stands before them: “four thousand five hundred and two”. */
function multiplied(words: readonly Word[], start: number, from: number): { value: number; next: number } | null {
  let total = 0;
  let value = start;
  let at = from;
  for (let factor = FACTORS[words[at]?.text ?? ""]; factor; factor = FACTORS[words[at]?.text ?? ""]) {
    value *= factor;
    at += 1;
    const rest = words[at]?.text === "and" ? below100(words, at + 1) : words[at]?.kind === "word" ? below100(words, at) : null;
    if (!rest || rest.value >= factor || factor < 100) continue;
    const isMore = FACTORS[words[rest.next]?.text ?? ""] !== undefined;
    total += isMore ? value : 0;
    value = isMore ? rest.value : value + rest.value;
    at = rest.next;
  }
  const written = words[from - 1];
  if (at === from && written?.kind === "number") return { value: Number(written.text), next: from };
  return { value: Math.round((total + value) * 1000) / 1000, next: at };
}

const DIGITS: Record<string, string> = {
  zero: "0",
  oh: "0",
  o: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
};

/** “Zero zero two” by its digits: at least three of them, beginning with a nought. */
function digitsAt(words: readonly Word[], from: number): { text: string; next: number } | null {
  let text = "";
  let at = from;
  for (let digit = DIGITS[words[at]?.text ?? ""]; digit && text.length < 3; digit = DIGITS[words[at]?.text ?? ""]) {
    text += digit;
    at += 1;
  }
  return text.length === 3 && text.startsWith("0") ? { text, next: at } : null;
}

/** A clock by its words: “fifteen thirty”, “three oh five”. */
function clockAt(words: readonly Word[], from: number): { text: string; next: number } | null {
  if (words[from]?.kind !== "word" || words.slice(Math.max(0, from - 7), from).some(({ text }) => text === "inc")) return null;
  const hour = words[from]?.text === "one" ? { value: 1, next: from + 1 } : below100(words, from);
  if (!hour || hour.value > 23) return null;
  const isOh = /^(?:oh|o)$/.test(words[hour.next]?.text ?? "");
  const small = DIGITS[words[hour.next + 1]?.text ?? ""];
  if (isOh && small) return { text: `${hour.value}:0${small}`, next: hour.next + 2 };
  const minute = words[hour.next]?.kind === "word" ? below100(words, hour.next) : null;
  if (!minute || minute.value < 10 || minute.value > 59 || FACTORS[words[minute.next]?.text ?? ""]) return null;
  return { text: `${hour.value}:${minute.value}`, next: minute.next };
}
