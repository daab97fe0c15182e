import type { Features } from "./features.ts";

export type Terms = Record<string, number>;

/** What a change is weighed by: its own features, and how it stands to the other changes of the case. */
export function termsOf(all: readonly Features[]): Terms[] {
  const gates = all.map(gateOf);
  const squares = gates.reduce((sum, gate) => sum + gate * gate, 0);
  const lead = (pick: (one: Features) => number): number[] => {
    const told = all.map((one, at) => pick(one) * (gates[at] ?? 0));
    const [first = 0, second = 0] = told.toSorted((one, other) => other - one);
    return told.map((one) => one - (one === first ? second : first));
  };
  const [byWords, byMechanism] = [lead(({ words }) => words), lead(({ mechanism }) => mechanism)];
  return all.map((one, at) => ({
    relation: one.relation,
    direct: one.relation >= DIRECT ? 1 : 0,
    aligned: one.aligned,
    words: one.words,
    named: one.named,
    mechanism: one.mechanism,
    both: one.words * one.mechanism,
    reverted: one.reverted,
    carried: one.carried,
    mends: one.mends,
    isSwitch: one.isSwitch,
    harm: Math.log(one.harm + 0.02),
    time: Math.log(one.time + 0.01),
    place: Math.log(Math.min(1, 0.35 + 1.6 * one.relation)),
    exclusive: squares > 0 ? (gates[at] ?? 0) ** 2 / squares : 0,
    leadsInWords: byWords[at] ?? 0,
    leadsInMechanism: byMechanism[at] ?? 0,
  }));
}

const DIRECT = 0.95;

/** Whether it could have done anything to what failed, whatever that is. */
const gateOf = ({ harm, time, relation, carried, mends, isSwitch }: Features): number =>
  harm ** 2 * Math.min(1, time * 1.5) * relation * (0.3 + 0.7 * carried) * (1 - 0.6 * mends) * (1 - 0.5 * isSwitch);

export const strongestGate = (all: readonly Features[]): number => Math.max(0, ...all.map(gateOf));

/**
 * Weights of a conditional logit (McFadden 1974) over the changes of a case and “none of them”.
 */
const WEIGHTS: Terms = {
  relation: 1.3,
  direct: 0.2,
  aligned: 2.78,
  words: 4.47,
  named: 0.75,
  mechanism: 0.76,
  both: 0.47,
  reverted: 1.61,
  carried: 0.48,
  mends: -1,
  isSwitch: -0.77,
  harm: 2.11,
  time: 1.45,
  place: 1.77,
  exclusive: 0.21,
  leadsInWords: 3.29,
  leadsInMechanism: 0.89,
};
const NONE = 3.37;
const NONE_BY_OUTSIDE = 4.99;
const NONE_WITHOUT_GATE = 0.3;

/** How likely each change did it, from 0 to 1; what remains to one is that none of them did. `outside`: how sure a reason outside of changes is. */
export function posterior(all: readonly Features[], outside: number): number[] {
  const odds = termsOf(all).map((terms) => Object.entries(WEIGHTS).reduce((sum, [name, weight]) => sum + weight * (terms[name] ?? 0), 0));
  const none = NONE + NONE_BY_OUTSIDE * outside + NONE_WITHOUT_GATE * (1 - strongestGate(all));
  const most = Math.max(none, ...odds);
  const sum = odds.reduce((total, one) => total + Math.exp(one - most), Math.exp(none - most));
  return odds.map((one) => Math.exp(one - most) / sum);
}
