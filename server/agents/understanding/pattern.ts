import type { Word } from "./words.ts";

/**
 * Sentences as strings in which each word stands between spaces, with what it was recognised as: ` make<b> grace<person> the scribe<role> `.
 * `<b>` is where an order may begin: at a clause, after “please” and the like; `<s>` where a sentence does.
 * Patterns over them are written as words:
 *
 *   make|let      one of these words            scribe*       words that begin so
 *   {close}       one of a class's phrases      <role>        something recognised as a role
 *   the?          may be missing                ~             up to three words of the same clause
 *   ^             the beginning of a clause     $             the end of one
 *   ^^            that of a sentence            $$            the end of one
 *   ^make         this word, beginning a clause
 *
 * A pattern that begins with `+` wants its parts in any order, anywhere in the sentence.
 */
export type Classes = Readonly<Record<string, readonly string[]>>;
/** `needs`: for each part that may not be missing, words or tags of which one has to be there. `regexes` are made when first used. */
export type Pattern = { regexes(): readonly RegExp[]; isBag: boolean; words: readonly string[]; needs: readonly ReadonlySet<string>[] };

const GAP = "(?:(?!(?:not|never|no|nobody|if|unless|until|once|when|because|should|would|could)(?:<[bs]>)* )[^ .;!?:,]+ ){0,3}";
const TAGS = "(?:<[a-z<>]+>)?";

export function compile(source: string, classes: Classes): Pattern {
  const isBag = source.startsWith("+ ");
  const parts = source.replace(/^\+ /, "").split(" ");
  if (parts.includes("")) throw new Error(`“${source}” has a space too much.`);
  let made: RegExp[] | undefined;
  const regexOf = (pieces: readonly string[]): RegExp => new RegExp(`(?<= )${pieces.map((piece) => partOf(piece, classes)).join("")}`, "g");
  return {
    regexes: () => {
      made ??= isBag ? parts.map((part) => regexOf([part])) : [regexOf(parts)];
      return made;
    },
    isBag,
    words: parts.flatMap((part) => wordsIn(part, classes)),
    needs: parts.flatMap((part) => needOf(part, classes) ?? []),
  };
}

/** The words with which a part may begin; null when it may be missing or begins with anything. */
function needOf(part: string, classes: Classes): ReadonlySet<string> | null {
  if (/^[$^]+$/.test(part) || part === "~" || (part.endsWith("?") && part.length > 1)) return null;
  const phrases = part
    .replace(/^\^/, "")
    .split("|")
    .flatMap((name) => (name.startsWith("{") ? (classes[name.slice(1, -1)] ?? [name]) : [name]));
  const first = phrases.flatMap((phrase) => phrase.split(" ").find((piece) => piece === "?" || !piece.endsWith("?")) ?? []);
  return first.some((word) => word.includes("*")) ? null : new Set(first.map((word) => word.replace(ARROW, "→")));
}

function partOf(part: string, classes: Classes): string {
  if (part === "^^") return "(?=[^ ]*<s>)";
  if (part === "$$") return "(?=[.;!?)] |(?:and|but|so|because|since)(?:<[bs]>)* |$)";
  if (part === "^") return "(?=[^ ]*<b>)";
  if (part === "$") return "(?=[,.;!?:)] |→ |- |(?:and|but|so|then|because|since|as)(?:<[bs]>)* |$)";
  if (part === "~") return GAP;
  if (part.startsWith("^")) return `${partOf("^", classes)}${partOf(part.slice(1), classes)}`;
  const isOptional = part.endsWith("?") && part.length > 1;
  const bare = isOptional ? part.slice(0, -1) : part;
  const inner = bare.includes("{") ? classOf(bare, classes) : wordOf(bare);
  return isOptional ? `(?:${inner})?` : inner;
}

function classOf(part: string, classes: Classes): string {
  const alternatives = part.split("|").flatMap((name) => {
    if (!name.startsWith("{")) return [wordOf(name)];
    const phrases = classes[name.slice(1, -1)];
    if (!phrases) throw new Error(`There is no class of words called ${name}.`);
    return byLength(phrases).map((phrase) =>
      phrase
        .split(" ")
        .map((piece) => partOf(piece, classes))
        .join(""),
    );
  });
  return `(?:${alternatives.join("|")})`;
}

/** Longer phrases first: “incident room” before “incident”. */
function byLength(phrases: readonly string[]): string[] {
  return phrases.toSorted((one, other) => other.split(" ").length - one.split(" ").length);
}

function wordOf(part: string): string {
  if (/^<[a-z]+>$/.test(part)) return `[^ ]*${part}[^ ]* `;
  const words = part.split("|").map((word) => (word.startsWith("<") ? `[^ ]*${word}[^ ]*` : `${escaped(word)}${TAGS}`));
  return `(?:${words.join("|")}) `;
}

const ARROW = /^[-=]>$/;

function escaped(word: string): string {
  return word
    .replace(ARROW, "→")
    .replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^ <]*");
}

function wordsIn(part: string, classes: Classes): string[] {
  const bare = part.replace(/^\^|\?$/g, "");
  return bare.split("|").flatMap((name) => {
    if (name.startsWith("{"))
      return (classes[name.slice(1, -1)] ?? []).flatMap((phrase) => phrase.split(" ").flatMap((piece) => wordsIn(piece, classes)));
    return /^\p{L}+$|^<[a-z]+>$/u.test(name) ? [name] : [];
  });
}

export type Hit = { from: number; to: number };

/** Where a pattern fits, in positions of the sentence's string; a bag fits from its first part to its last. */
export function hitsOf(pattern: Pattern, shape: string, said: ReadonlySet<string>): Hit[] {
  if (!pattern.needs.every((need) => hasCommon(need, said))) return [];
  const [first] = pattern.regexes();
  const hitOf = (match: RegExpExecArray): Hit => ({ from: match.index, to: match.index + match[0].length });
  if (!pattern.isBag) return first ? [...shape.matchAll(first)].slice(0, MOST_HITS).map(hitOf) : [];
  const found = pattern.regexes().map((regex) => shape.matchAll(regex).next().value);
  const all = found.flatMap((match) => (match ? [hitOf(match)] : []));
  if (all.length < found.length) return [];
  return [{ from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) }];
}

const MOST_HITS = 20;

function hasCommon(need: ReadonlySet<string>, said: ReadonlySet<string>): boolean {
  for (const word of need) if (said.has(word)) return true;
  return false;
}

/** A word as it stands in a sentence's string. */
export function shaped(word: Pick<Word, "text">, tags: readonly string[]): string {
  return `${word.text.replace(ARROW, "→").replaceAll(/[ <>]/g, "_")}${tags.map((tag) => `<${tag}>`).join("")}`;
}
