import { FUNCTION_WORDS } from "./function-words.ts";
import type { Intent, PreparedCue, PreparedIntent } from "./grammar.ts";
import { type Guard, guardOf, type Span } from "./guards.ts";
import { hitsOf } from "./pattern.ts";
import { FILLER_WORDS, type Said, type Token } from "./said.ts";
import type { Understanding, Understood } from "./understand.ts";

export const SURE = 1;
const LIKELY = 0.7;
const HARDLY = 0.45;
const NEAR = 0.06;
/** A question this little lighter is meant when the heavier order lacks what it needs. */
const BESIDE = 0.35;
/** Cues of one intent that differ by less fit equally well. */
const EQUAL = 0.06;
/** From here on a cue makes what follows it somebody's text. */
const OWNING = 1.2;
const FOR_EACH_STRANGER = 0.11;

type Fit = { intent: PreparedIntent; weight: number; hit: Span; cue: PreparedCue; guard: Guard | null };

/** The best reading of a prompt, or the question that leads to one. */
export function readingOf(intents: readonly PreparedIntent[], said: Said): Understanding {
  const until = textFrom(intents, said);
  const fits = intents.flatMap((intent) => bestOf(intent, said, until) ?? []).toSorted(heavierFirst);
  const open = fits.filter(({ guard }) => guard === null);
  const [best, next] = open;
  const guarded = fits.find(({ guard, weight }) => guard !== null && weight >= LIKELY);
  if (guarded && (!best || best.weight < HARDLY || (guarded.weight > best.weight && best.intent.isCommand))) return takenBack(guarded, said);
  if (!best || best.weight < HARDLY) return unclear(NOTHING, nearestTo(intents, said));
  if (best.weight < LIKELY) return unclear("I am not sure what you mean.", [best.intent, ...(next ? [next.intent] : [])], optionsOf([best], said));
  if (next && best.weight < SURE && best.weight - next.weight < NEAR)
    return unclear("I am not sure which of these you mean.", [best.intent, next.intent], optionsOf([best, next], said));
  const read = understoodAs(best, said);
  if (read.kind === "understood" || !next || next.intent.isCommand || best.weight - next.weight > BESIDE) return read;
  return understoodAs(next, said);
}

function understoodAs({ intent, hit, cue, weight }: Fit, said: Said): Understanding {
  const { slots, missing, reading } = intent.read({ ...said, hit, gives: cue.gives });
  return missing ? unclear(missing, [intent]) : { kind: "understood", intent: intent.name, slots, reading, confidence: weight };
}

const NOTHING = "I did not understand that.";
const WHY: Record<Guard, string> = {
  negated: "That reads as if it should not be done. What shall I do?",
  question: "That reads as a question, so I change nothing. Say it as an order if you mean one.",
  condition: "That depends on something, so I change nothing yet. Say it when it is time.",
  story: "That reads as something that happened, so I change nothing. What shall I do?",
  doubt: "You do not sound sure, so I change nothing. Say it as an order if you mean it.",
  reported: "That reads as somebody else's words, so I change nothing. What shall I do?",
  withdrawn: "I change nothing. What shall I do?",
};

const OFFERED: ReadonlySet<Guard> = new Set(["question", "doubt", "reported"]);

/** What looked like an order and is none: what it would have been is offered where somebody may well have meant it. */
function takenBack(fit: Fit, said: Said): Understanding {
  const guard = fit.guard ?? "doubt";
  return unclear(WHY[guard], [fit.intent], OFFERED.has(guard) ? optionsOf([fit], said) : []);
}

function optionsOf(fits: readonly Fit[], said: Said): Understood[] {
  return fits.flatMap((fit) => {
    const one = understoodAs(fit, said);
    return one.kind === "understood" ? [one] : [];
  });
}

function unclear(question: string, intents: readonly Intent[], options: Understood[] = []): Understanding {
  return { kind: "unclear", question, choices: intents.slice(0, 4).map(({ example }) => example), options };
}

/** The intents that share the most telling words with a prompt: their examples help to say it again. */
function nearestTo(intents: readonly PreparedIntent[], { tokens }: Said): Intent[] {
  const words = tokens.flatMap(({ text, tags }) => (KNOWN.has(text) ? [] : [text, ...tags.map((tag) => `<${tag}>`)]));
  const shared = (intent: PreparedIntent): number =>
    words.reduce((sum, word) => sum + (intent.related.has(word) ? 1 / intents.filter(({ related }) => related.has(word)).length : 0), 0);
  const ranked = intents.map((intent) => ({ intent, share: shared(intent) })).toSorted((one, other) => other.share - one.share);
  return ranked.map(({ intent }) => intent);
}

function heavierFirst(one: Fit, other: Fit): number {
  return other.weight - one.weight || one.hit.from - other.hit.from;
}

/** Where somebody's text begins: what an order to write something down is followed by is not looked at for other orders. */
function textFrom(intents: readonly PreparedIntent[], said: Said): number {
  const first = said.tokens.findIndex(({ isFiller, isMark }) => !isFiller && !isMark);
  const begins = ({ hit, weight, guard }: Fit): boolean => {
    const isMarked = /^(?::|-|->)$/.test(said.tokens[hit.to]?.text ?? "") || /^(?::|-|->)$/.test(said.tokens[hit.to - 1]?.text ?? "");
    return guard === null && weight >= OWNING && (isMarked || hit.from <= first);
  };
  const owners = intents.filter(({ takesText }) => takesText).flatMap((intent) => fitsOf(intent, said).filter(begins));
  return Math.min(said.tokens.length, ...owners.map(({ hit }) => hit.to));
}

/** How well an intent fits, by its heaviest cue that nothing takes back; else by its heaviest. Of equals the later. */
function bestOf(intent: PreparedIntent, said: Said, until: number): Fit | null {
  const fits = fitsOf(intent, said).filter(({ hit }) => hit.from < until);
  const open = fits.filter(({ guard }) => guard === null);
  const heaviest = Math.max(...(open.length > 0 ? open : fits).map(({ weight }) => weight));
  return (
    (open.length > 0 ? open : fits).filter(({ weight }) => heaviest - weight <= EQUAL).toSorted((one, other) => order(intent, one, other))[0] ?? null
  );
}

function fitsOf(intent: PreparedIntent, said: Said): Fit[] {
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
  return { intent, weight: cue.weight + length + lean - Math.min(strange, 0.8), hit, cue, guard };
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
