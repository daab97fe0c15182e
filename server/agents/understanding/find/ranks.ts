import { FUNCTION_WORDS } from "../function-words.ts";
import type { Found, Position, Vocabulary } from "../vocabulary.ts";
import { foundIn, type Line, words } from "./line.ts";
import { everywhere, flat, longest } from "./names.ts";

const LONG_FORMS: Readonly<Record<string, string>> = {
  vp: "vice president",
  svp: "senior vice president",
  cto: "chief technology officer",
  ceo: "chief executive officer",
  coo: "chief operating officer",
  cfo: "chief financial officer",
  cio: "chief information officer",
  ciso: "chief information security officer",
};
const SHORT_FORMS: Readonly<Record<string, string>> = { engineering: "eng", manager: "mgr", operations: "ops", product: "prod" };
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const COMMON = new Set(FUNCTION_WORDS);
const LEVEL = words(
  `(?:level|lvl|tier|rung|l)(?: (?:number|no|#))? ?(\\d{1,2})|(${ORDINALS.join("|")}|\\d{1,2} ?(?:st|nd|rd|th)) (?:level|tier|rung)`,
  "g",
);

/** Positions by their name and by what people make of it: “VP Engineering”, “the VP of Eng”, “VP”, “the chief technology officer”. */
export function positions(line: Line, { positions: known = [] }: Vocabulary): Found<Position>[] {
  return longest(known.flatMap((one) => callsOf(one, known).flatMap((phrase) => everywhere(line, phrase, one))));
}

/** Several positions that begin with the same short word, when that is all that was said of them. */
export function positionsMeant(text: string, known: readonly Position[]): readonly Position[] {
  const said = new Set(flat(text).split(" "));
  const heads = [...new Set(known.map(headOf))].filter((head) => head.length <= 4 && said.has(head));
  const meant = known.filter((one) => heads.includes(headOf(one)));
  return meant.length > 1 ? meant : [];
}

/** Levels by number, or by the title that a policy gives them: “level 2”, “L3”, “the second level”, “the team lead”. */
export function levels(line: Line, { levels: known = [] }: Vocabulary): Found<number | string>[] {
  const numbered = [...line.text.matchAll(LEVEL)].map((match) => foundIn<number | string>(line, match, numberOf(match)));
  const titled = known.flatMap((title) => [flat(title), `${flat(title)}s`].flatMap((phrase) => everywhere<number | string>(line, phrase, title)));
  return longest([...numbered, ...titled]);
}

function numberOf([, digits, ordinal = ""]: RegExpMatchArray): number {
  return digits ? Number(digits) : ORDINALS.includes(ordinal) ? ORDINALS.indexOf(ordinal) + 1 : Number.parseInt(ordinal, 10);
}

const headOf = ({ name }: Position): string => flat(name).split(" ")[0] ?? "";

function callsOf(position: Position, all: readonly Position[]): string[] {
  const parts = flat(position.name).split(" ");
  const [head = "", ...rest] = parts;
  const long = LONG_FORMS[head];
  const heads = long ? [head, long] : [head];
  const tails = rest.length === 0 ? [""] : [rest.join(" "), rest.map((word) => SHORT_FORMS[word] ?? word).join(" ")];
  const joined = heads.flatMap((one) => tails.flatMap((tail) => (tail ? [`${one} ${tail}`, `${one} of ${tail}`, `${one} for ${tail}`] : [one])));
  const isAlone = all.filter((one) => headOf(one) === head).length === 1;
  const initials = parts.map((word) => word.charAt(0)).join("");
  return [
    ...joined,
    flat(position.key),
    ...(isAlone && long ? heads : []),
    ...(long && rest.length === 1 ? [`${head}${rest[0]?.charAt(0)}`] : []),
    ...(!long && parts.length > 1 && !COMMON.has(initials) ? [initials] : []),
  ];
}
