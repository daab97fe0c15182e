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
  relation: 0.99,
  aligned: 2.99,
  words: 3.21,
  named: 0.47,
  topic: 1.92,
  mechanism: 0.1,
  both: 0.22,
  reverted: 1.11,
  carried: 0.51,
  mends: -2.2,
  isSwitch: -0.79,
  harm: 2.34,
  time: 1.37,
  place: 1.73,
  exclusive: 0.69,
  leadsInWords: 2.69,
  leadsInMechanism: 1.33,
  leadsInTopic: 0.87,
};
const NONE = 3.19;
const NONE_BY_OUTSIDE = 4.76;
const NONE_WITHOUT_GATE = 0.94;

/** How likely each change did it, from 0 to 1; what remains to one is that none of them did. `outside`: how sure a reason outside of changes is. */
export function posterior(all: readonly Features[], outside: number): number[] {
  const odds = termsOf(all).map((terms) => Object.entries(WEIGHTS).reduce((sum, [name, weight]) => sum + weight * (terms[name] ?? 0), 0));
  const none = NONE + NONE_BY_OUTSIDE * outside + NONE_WITHOUT_GATE * (1 - strongestGate(all));
  const most = Math.max(none, ...odds);
  const sum = odds.reduce((total, one) => total + Math.exp(one - most), Math.exp(none - most));
  return odds.map((one) => Math.exp(one - most) / sum);
}
