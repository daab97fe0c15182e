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
  const [byWords, byMechanism, byTopic] = [lead(({ words }) => words), lead(({ mechanism }) => mechanism), lead(({ topic }) => topic)];
  return all.map((one, at) => ({
    relation: one.relation,
    direct: one.relation >= DIRECT ? 1 : 0,
    aligned: one.aligned,
    words: one.words,
    named: one.named,
    topic: one.topic,
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
    leadsInTopic: byTopic[at] ?? 0,
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
  relation: 1.05,
  direct: 0.12,
  aligned: 2.89,
  words: 3,
  named: 0.84,
  topic: 1.7,
  mechanism: 0.13,
  reverted: 1.13,
  carried: 0.45,
  mends: -2.32,
  isSwitch: -0.9,
  harm: 2.34,
  time: 1.35,
  place: 1.65,
  exclusive: 0.8,
  leadsInWords: 2.88,
  leadsInMechanism: 1.14,
  leadsInTopic: 0.82,
};
const NONE = 3.18;
const NONE_BY_OUTSIDE = 4.83;
const NONE_WITHOUT_GATE = 0.9;

/** How likely each change did it, from 0 to 1; what remains to one is that none of them did. `outside`: how sure a reason outside of changes is. */
export function posterior(all: readonly Features[], outside: number): number[] {
  const odds = termsOf(all).map((terms) => Object.entries(WEIGHTS).reduce((sum, [name, weight]) => sum + weight * (terms[name] ?? 0), 0));
  const none = NONE + NONE_BY_OUTSIDE * outside + NONE_WITHOUT_GATE * (1 - strongestGate(all));
  const most = Math.max(none, ...odds);
  const sum = odds.reduce((total, one) => total + Math.exp(one - most), Math.exp(none - most));
  return odds.map((one) => Math.exp(one - most) / sum);
}
