import { asWritten } from "../typos.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Word, wordsOf } from "../words.ts";
import { abstractionFor, type Names } from "./abstraction.ts";
import { featuresOf } from "./features.ts";
import { learned } from "./learn.ts";

/** Sentences of which it is known what is meant; `intent` null: no order and no question. `names`: whom and what they name. */
export type Examples = { sentences: readonly (readonly [sentence: string, intent: string | null])[]; names: Names };
/** What sentences like this one mean, as shares of one. */
export type Opinion = { intent: string | null; share: number; shareOf(intent: string): number };
export type Second = (words: readonly Word[], vocabulary: Vocabulary) => Opinion;

const NONE = "";

/** Learns from examples, once, when it is first asked. */
export function secondFrom({ sentences, names }: Examples): Second {
  const abstraction = abstractionFor(names);
  const model = learned(
    sentences.map(([sentence, intent]) => ({ features: featuresOf(wordsOf(sentence, asWritten), abstraction), label: intent ?? NONE })),
  );
  return (words, vocabulary) => {
    const shares = model.sharesOf(featuresOf(words, abstractionFor(vocabulary)));
    const shareOf = (intent: string): number => shares[model.labels.indexOf(intent)] ?? 0;
    const best = model.labels.reduce((most, label) => (shareOf(label) > shareOf(most) ? label : most), NONE);
    return { intent: best === NONE ? null : best, share: shareOf(best), shareOf };
  };
}
