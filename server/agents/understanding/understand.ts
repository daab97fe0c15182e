import { readingOf } from "./choose.ts";
import { type Grammar, prepared } from "./grammar.ts";
import { saidOf } from "./said.ts";
import { severalIn } from "./several.ts";
import type { Slots, Vocabulary } from "./vocabulary.ts";

export type Understood = { kind: "understood"; intent: string; slots: Slots; reading: string; confidence: number };
/** `choices`: examples of how to say it. `options`: what may have been meant; one of them is taken by saying so. */
export type Unclear = { kind: "unclear"; question: string; choices: string[]; options: Understood[] };
export type Understanding = Understood | Unclear;

const MOST = 20_000;

/** Understands a prompt by a grammar: one answer for each thing that is asked. Pure; any text gets an answer. */
export function understand(grammar: Grammar, prompt: string, vocabulary: Vocabulary): Understanding[] {
  const { correctorFor, isCommon, intents, second } = prepared(grammar);
  const original = prompt.slice(0, MOST);
  const correct = correctorFor(vocabulary);
  const said = saidOf(original, vocabulary, correct, isCommon);
  const several = severalIn(intents, said, (from, to, reference) =>
    saidOf(original.slice(from, to), reference ? { ...vocabulary, incident: reference } : vocabulary, correct, isCommon),
  );
  return several.length > 1 ? several : [readingOf(intents, said, () => second(said.words, vocabulary))];
}
