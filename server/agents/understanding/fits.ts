import { FUNCTION_WORDS } from "./function-words.ts";
import type { Intent, PreparedCue, PreparedIntent } from "./grammar.ts";
import { type Guard, guardOf, type Span } from "./guards.ts";
import { hitsOf } from "./pattern.ts";
import { FILLER_WORDS, type Said, type Token } from "./said.ts";
import type { Slots } from "./vocabulary.ts";

/** Cues of one intent that differ by less fit equally well. */
const EQUAL = 0.06;
/** From here on a cue makes what follows it somebody's text. */
const OWNING = 1.2;
const FOR_EACH_STRANGER = 0.11;

/** An intent, how well it fits, and where. */
export type Fit = { intent: PreparedIntent; weight: number; hit: Span; gives: Slots; guard: Guard | null };

/** Where somebody's text begins: what an order to write something down is followed by is not looked at for other orders. */
export function textFrom(intents: readonly PreparedIntent[], said: Said): number {
  const first = said.tokens.findIndex(({ isFiller, isMark }) => !isFiller && !isMark);
  const begins = ({ hit, weight, guard }: Fit): boolean => {
    const isMarked = /^(?::|-|→)$/.test(said.tokens[hit.to]?.text ?? "") || /^(?::|-|→)$/.test(said.tokens[hit.to - 1]?.text ?? "");
    return guard === null && weight >= OWNING && (isMarked || hit.from <= first);
  };
  const owners = intents.filter(({ takesText }) => takesText).flatMap((intent) => fitsOf(intent, said).filter(begins));
  return Math.min(said.tokens.length, ...owners.map(({ hit }) => hit.to));
}

/** How well an intent fits, by its heaviest cue that nothing takes back; else by its heaviest. Of equals the later. */
export function bestOf(intent: PreparedIntent, said: Said, until: number): Fit | null {
  const fits = fitsOf(intent, said).filter(({ hit }) => hit.from < until);
  const open = fits.filter(({ guard }) => guard === null);
  const heaviest = Math.max(...(open.length > 0 ? open : fits).map(({ weight }) => weight));
  return (
    (open.length > 0 ? open : fits).filter(({ weight }) => heaviest - weight <= EQUAL).toSorted((one, other) => order(intent, one, other))[0] ?? null
  );
}

export function fitsOf(intent: PreparedIntent, said: Said): Fit[] {
  const lean = intent.lean?.(said) ?? 0;
  return intent.patterns.flatMap((cue) =>
    hitsOf(cue.pattern, said.shape, said.has).map((place) => fitOf(intent, cue, spanOf(said.tokens, place), said, lean)),
  );
}

function order(intent: Intent, one: Fit, other: Fit): number {
  const place = intent.takesText ? one.hit.from - other.hit.from : other.hit.from - one.hit.from;
  return place || other.weight - one.weight;
}

function fitOf(intent: PreparedIntent, cue: PreparedCue, hit: Span, said: Said, lean: number): Fit {
  const guard = intent.isCommand ? guardFor(intent, cue, said, hit) : null;
  const length = Math.min(hit.to - hit.from, 8) * 0.01;
  const strange = intent.takesText || !intent.isCommand ? 0 : strangers(intent, cue, hit, said.tokens) * FOR_EACH_STRANGER;
  return { intent, weight: cue.weight + length + lean - Math.min(strange, 0.8), hit, gives: cue.gives, guard };
}

function guardFor(intent: Intent, { pattern }: PreparedCue, said: Said, hit: Span): Guard | null {
  const next = said.tokens[hit.to]?.text ?? "";
  if (intent.takesText && /^(?:if|unless|once|until|whenever)$/.test(next)) return "condition";
  const textFrom = intent.takesText ? hit.to : said.tokens.length;
  return guardOf(said, hit, { textFrom, isFact: intent.isFact ?? false, isBag: pattern.isBag, isAnyTime: intent.isAnyTime ?? false });
}

const KNOWN = new Set(FUNCTION_WORDS);
const POLITE = new Set(FILLER_WORDS);

/** Words that the reading leaves unexplained: beside a bag's parts, or right behind a cue. */
function strangers(intent: PreparedIntent, cue: PreparedCue, hit: Span, tokens: readonly Token[]): number {
  const { pattern } = cue;
  const isStrange = ({ text, tags, isMark }: Token): boolean =>
    !isMark && tags.length === 0 && !KNOWN.has(text) && !intent.related.has(text) && /\p{L}/u.test(text);
  const next = tokens[hit.to];
  if (!pattern.isBag && next && isStrange(next) && !POLITE.has(next.text) && !intent.isFact) return 6;
  if (!pattern.isBag) return intent.isFact || cue.weight >= OWNING ? 0 : behind(tokens, hit.to).filter(isStrange).length;
  const isAlone = pattern.needs.length === 1;
  const end = tokens.findIndex(({ text }, at) => at >= hit.to && (/^(?:[.!?;]|because|since|as)$/.test(text) || (text === "," && !isAlone)));
  const start = tokens.findLastIndex(({ text }, at) => at < hit.from && (/^[.!?;]$/.test(text) || (text === "," && !isAlone))) + 1;
  return tokens.slice(start, end < 0 ? tokens.length : end).filter(isStrange).length;
}

/** The rest of a clause, without its reason. */
function behind(tokens: readonly Token[], from: number): readonly Token[] {
  const end = tokens.findIndex(({ text, isMark }, at) => at >= from && (isMark || /^(?:and|but|so|because|since|as|due|by|with)$/.test(text)));
  return tokens.slice(from, end < 0 ? tokens.length : end);
}

/** Which tokens a place in the sentence's string covers. */
function spanOf(tokens: readonly Token[], place: { from: number; to: number }): Span {
  const from = tokens.findIndex(({ at }) => at >= place.from);
  const end = tokens.findIndex(({ at }) => at >= place.to);
  return { from: Math.max(0, from), to: end < 0 ? tokens.length : end };
}
