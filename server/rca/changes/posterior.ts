import type { Features } from "./features.ts";

/**
 * Weights of a conditional logit (McFadden 1974) over the changes of a case and “none of them”, fitted with a ridge on generated worlds: 69 guilty and 17 innocent
 * scenarios, 11 kinds of missing or noisy evidence. In 45 % of the guilty ones what the change does was struck out, as often as scenarios written afterwards did
 * something that no list here knew, so that time, place and words can carry an accusation alone. With whole scenarios left out of the fit (5 folds) the guilty one
 * was first and accused in 97 %, from titles and paths without diffs in 30 %; where none did it and something outside did, nobody was accused in over 99 %; where
 * the guilty one was not listed, in 73 %.
 */
const WEIGHTS: Record<keyof Features, number> = {
  relation: 2.6,
  aligned: 2.2,
  words: 4.55,
  mechanism: 3.1,
  reverted: 1.65,
  carried: 1.1,
  harm: 1.3,
  time: 0.75,
};
const BOTH = 1.3;
const PLACE = 1.2;
const NONE = 5.8;
const NONE_BY_OUTSIDE = 6.5;

/** How likely each change did it, from 0 to 1; what remains to one is that none of them did. `outside`: how sure a reason outside of changes is. */
export function posterior(all: readonly Features[], outside: number): number[] {
  const odds = all.map(logOdds);
  const none = NONE + NONE_BY_OUTSIDE * outside;
  const most = Math.max(none, ...odds);
  const sum = odds.reduce((total, one) => total + Math.exp(one - most), Math.exp(none - most));
  return odds.map((one) => Math.exp(one - most) / sum);
}

function logOdds({ relation, aligned, words, mechanism, reverted, carried, harm, time }: Features): number {
  const linear = WEIGHTS.relation * relation + WEIGHTS.aligned * aligned + WEIGHTS.words * words + WEIGHTS.mechanism * mechanism;
  const shown = WEIGHTS.reverted * reverted + WEIGHTS.carried * carried + BOTH * words * mechanism;
  const gates = WEIGHTS.harm * Math.log(harm + 0.02) + WEIGHTS.time * Math.log(time + 0.01) + PLACE * Math.log(Math.min(1, 0.35 + 1.6 * relation));
  return linear + shown + gates;
}
