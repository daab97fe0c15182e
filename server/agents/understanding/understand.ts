import { bounds, plain } from "./plain.ts";
import type { Slots, Vocabulary } from "./vocabulary.ts";

/** What an intent's reader gets: the part that was meant, in both spellings, with positions that agree. */
export type Said = { text: string; original: string; vocabulary: Vocabulary; isQuestion: boolean };
/** `missing`: what has to be asked. `reading` shows in one sentence what was understood. */
export type Reading = { slots: Slots; missing: string | null; reading: string };

/**
 * One thing that people ask for. `cues`: patterns over the plain text with their weights; the heaviest that fits counts. A command's
 * weight is halved when it is only asked about.
 */
export type Intent = {
  name: string;
  example: string;
  isCommand: boolean;
  cues: readonly (readonly [RegExp, number])[];
  /** More or less weight by what else is said; 0 when nothing. */
  lean?(said: Said): number;
  read(said: Said): Reading;
};

export type Understanding =
  | { kind: "understood"; intent: string; slots: Slots; reading: string; confidence: number }
  | { kind: "unclear"; question: string; choices: string[] };

const SURE = 1;
const HARDLY = 0.45;
const NEAR = 0.12;

const NEGATED = /^(?:don'?t|do not|never|no need to|not yet|please don'?t|stop)\b/;
/** Somebody else, some other time: a story, not an order. */
const TOLD =
  /^(?:(?:he|she|they|we|somebody|someone|[a-z]+) )?(?:already |just )?(?:declared|assigned|resolved|closed|merged|handed)\b.*\b(?:yesterday|earlier|last|ago|before|this morning)\b/;
const QUESTION = /^(?:should|shall|did|do we|does|is it|is this|are we|would it|could it|may|what if|why|when|how|who|what|where|which)\b|\?\s*$/;
/** What follows is somebody's words: never read for commands. */
const PAYLOAD = /^(.{0,80}?)(?::\s|\s-\s|"\s*)(?=\S)/;

/** Understands a prompt by a grammar: one answer for each thing that is asked. Pure; any text gets an answer. */
export function understand(grammar: readonly Intent[], prompt: string, vocabulary: Vocabulary): Understanding[] {
  const original = prompt.slice(0, 20_000);
  const parts = partsOf(grammar, original, vocabulary);
  return parts.length > 1 ? parts : [understandOne(grammar, original, vocabulary)];
}

const JOINT = /\s*;\s*|\s*,?\s+and then\s+|\s*,\s*then\s+|\s*,?\s+and\s+|\s*,\s+/g;

/** Several orders in one sentence, when each of its parts is one beyond doubt. */
function partsOf(grammar: readonly Intent[], original: string, vocabulary: Vocabulary): Understanding[] {
  const text = plain(original);
  if (text.length > 400 || PAYLOAD.test(text)) return [];
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(JOINT)) {
    pieces.push(original.slice(from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(original.slice(from));
  if (pieces.length < 2 || pieces.length > 5) return [];
  const understood = pieces.map((piece) => understandOne(grammar, piece, vocabulary));
  const areSure = understood.every(
    (one) => one.kind === "understood" && one.confidence >= SURE && grammar.find(({ name }) => name === one.intent)?.isCommand,
  );
  const isOne = new Set(understood.map((one) => (one.kind === "understood" ? one.intent : ""))).size === 1;
  return areSure && !isOne && !understood.some((one) => one.kind === "understood" && one.intent === "declare") ? understood : [];
}

function understandOne(grammar: readonly Intent[], prompt: string, vocabulary: Vocabulary): Understanding {
  const whole = plain(prompt);
  const { from, to: end } = bounds(whole);
  const payload = PAYLOAD.exec(whole.slice(from));
  const to = payload ? whole.trimEnd().length : end;
  const text = whole.slice(from, to);
  if (text === "") return unclear("What shall I do?", grammar);
  const head = payload?.[1] ?? text;
  const isQuestion = QUESTION.test(head) || (!payload && /\?\s*$/.test(whole));
  const said: Said = { text, original: prompt.slice(from, to), vocabulary, isQuestion };
  if (NEGATED.test(text) || TOLD.test(text)) return unclear("That reads as if nothing should be done. What shall I do?", grammar);
  const ranked = grammar
    .map((intent) => ({ intent, weight: weightOf(intent, said, head) }))
    .filter(({ weight }) => weight > HARDLY)
    .toSorted((one, other) => other.weight - one.weight);
  const [best, next] = ranked;
  if (!best) return unclear("I did not understand that.", grammar);
  if (next && best.weight < SURE && best.weight - next.weight < NEAR)
    return unclear("I am not sure which of these you mean.", [best.intent, next.intent]);
  if (best.weight < 0.7) return unclear("I am not sure what you mean.", [best.intent, ...(next ? [next.intent] : [])]);
  const { slots, missing, reading } = best.intent.read(said);
  if (missing) return { kind: "unclear", question: missing, choices: [best.intent.example] };
  return { kind: "understood", intent: best.intent.name, slots, reading, confidence: best.weight };
}

function weightOf({ cues, lean, isCommand }: Intent, said: Said, head: string): number {
  const weights = cues.flatMap(([cue, weight]) => (cue.test(head) ? [weight] : cue.test(said.text) ? [weight * 0.85] : []));
  if (weights.length === 0) return 0;
  const weight = Math.max(...weights) + (lean?.(said) ?? 0);
  return isCommand && said.isQuestion ? weight * 0.45 : weight;
}

function unclear(question: string, intents: readonly Intent[]): Understanding {
  return { kind: "unclear", question, choices: intents.slice(0, 4).map(({ example }) => example) };
}

/** What was said after a colon, a dash or in quotes, as it was written; null when there is none. */
export function payloadOf({ text, original }: Said): string | null {
  const quoted = /"([^"]{2,})"\s*$/.exec(text);
  if (quoted) return original.slice(quoted.index + 1, quoted.index + 1 + (quoted[1] ?? "").length).trim();
  const match = /^[^\n:]{0,80}?(?::\s+|\s-\s+)/.exec(text);
  return match ? original.slice(match[0].length).trim() || null : null;
}

/** The text without some stretches, as it was written. */
export function without(said: Said, stretches: readonly ({ from: number; to: number } | null | undefined)[]): string {
  let rest = said.original;
  const known = stretches.filter((one) => one !== null && one !== undefined).toSorted((one, other) => other.from - one.from);
  for (const { from, to } of known) rest = `${rest.slice(0, from)} ${rest.slice(to)}`;
  return rest.replaceAll(/\s+/g, " ").trim();
}
