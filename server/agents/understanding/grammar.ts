import { CLASSES } from "./classes.ts";
import { LONG_FORMS } from "./contractions.ts";
import { flat, ROLE_WORDS } from "./find/names.ts";
import { PHASE_WORDS } from "./find/terms.ts";
import { TIME_WORDS } from "./find/times.ts";
import { FUNCTION_WORDS } from "./function-words.ts";
import type { Span } from "./guards.ts";
import { GUARD_WORDS } from "./guards.ts";
import { type Examples, type Second, secondFrom } from "./likeness/opinion.ts";
import { NUMERALS } from "./numerals.ts";
import { compile, type Pattern } from "./pattern.ts";
import { FILLER_WORDS, type Said } from "./said.ts";
import { type Corrector, correctorFor } from "./typos.ts";
import type { Slots, Vocabulary } from "./vocabulary.ts";

/** A pattern (see pattern.ts), its weight, and what it says by itself. From 1 on, it is beyond doubt; under 0.7 it is asked about. */
export type Cue = readonly [pattern: string, weight: number, gives?: Slots];
/** A prompt, the cue that fitted, and where. */
export type Heard = Said & { hit: Span; gives: Slots };
/** `missing`: what has to be asked. `reading` shows in one sentence what was understood. */
export type Reading = { slots: Slots; missing: string | null; reading: string };

/** One thing that people ask for. */
export type Intent = {
  name: string;
  example: string;
  /** It changes something: never taken from a question, a denial, a story or a condition. */
  isCommand: boolean;
  /** What follows the cue is somebody's text, and is not looked at for orders. */
  takesText?: boolean;
  /** A figure or a time: true whoever said it. */
  isFact?: boolean;
  /** What was at another time is meant as much. */
  isAnyTime?: boolean;
  /** May be meant several times in one sentence, for one person each. */
  isForEach?: boolean;
  cues: readonly Cue[];
  /** More or less weight by what else is said. */
  lean?(said: Said): number;
  read(heard: Heard): Reading;
};
/** What people ask an agent for, and how different people say it. */
export type Grammar = { intents: readonly Intent[]; examples: Examples };

export type PreparedCue = { pattern: Pattern; weight: number; gives: Slots };
export type PreparedIntent = Intent & { patterns: readonly PreparedCue[]; related: ReadonlySet<string> };
type Prepared = {
  intents: readonly PreparedIntent[];
  isCommon: (word: string) => boolean;
  correctorFor: (vocabulary: Vocabulary) => Corrector;
  second: Second;
};

const remembered = new WeakMap<Grammar, Prepared>();

/** A grammar with its patterns compiled and its words known; done once for each. */
export function prepared(grammar: Grammar): Prepared {
  const before = remembered.get(grammar);
  if (before) return before;
  const intents = grammar.intents.map((intent) => {
    const patterns = intent.cues.map(([source, weight, gives = {}]) => ({ pattern: compile(source, CLASSES), weight, gives }));
    return { ...intent, patterns, related: new Set(patterns.flatMap(({ pattern }) => pattern.words)) };
  });
  const known = new Set(knownWords(grammar));
  let second: Second | undefined;
  const made: Prepared = {
    intents,
    isCommon: (word) => known.has(word),
    correctorFor: correctorsOver(known),
    second: (words, vocabulary) => {
      second ??= secondFrom(grammar.examples);
      return second(words, vocabulary);
    },
  };
  remembered.set(grammar, made);
  return made;
}

/** Every word that patterns, roles, phases, numbers and fillers are made of. */
export function knownWords(grammar: Grammar): string[] {
  return [
    ...grammar.intents.flatMap(({ cues }) => cues.flatMap(([source]) => compile(source, CLASSES).words)),
    ...FILLER_WORDS,
    ...FUNCTION_WORDS,
    ...GUARD_WORDS,
    ...NUMERALS,
    ...TIME_WORDS,
    ...LONG_FORMS,
    ...Object.keys(PHASE_WORDS),
    ...Object.values(ROLE_WORDS).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(" "))),
  ];
}

const RARER: ReadonlySet<string> = new Set([...NUMERALS, ...FUNCTION_WORDS]);
const SAFER: ReadonlySet<string> = new Set(GUARD_WORDS);

/** A slip could be in either of two words: then rather in one that takes an order back, and rather in no number. */
function handicapOf(word: string): number {
  return SAFER.has(word) ? -0.06 : RARER.has(word) ? 0.15 : 0.05;
}

function correctorsOver(known: ReadonlySet<string>): (vocabulary: Vocabulary) => Corrector {
  const correctors = new WeakMap<Vocabulary, Corrector>();
  return (vocabulary) => {
    const before = correctors.get(vocabulary);
    if (before) return before;
    const named = [...vocabulary.people, ...vocabulary.services, ...(vocabulary.positions ?? [])];
    const names = named.flatMap(({ name }) => flat(name).split(" "));
    const made = correctorFor([...known, ...names, ...vocabulary.roles.flatMap(({ label }) => flat(label).split(" "))], handicapOf);
    correctors.set(vocabulary, made);
    return made;
  };
}
