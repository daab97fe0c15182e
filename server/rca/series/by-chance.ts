import type { Weighing } from "../clue.ts";
import { likenessOf, type Profile } from "./likeness.ts";
import type { Measured } from "./measure-all.ts";

/** A departure that fits the symptom less than this is not confirmed by it. */
const FITTING = 0.5;
/** The scale of calm is itself an estimate: what is off by less than this may be of its making, the likelier the smaller. 3 to 8 find alike; below, calm worlds are accused. */
const CLEAR = 5;

/**
 * Of how many series as much is expected in calm: the chance of one, by as many as there are (Bonferroni's bound; twins and percentiles of a metric count once). A stated symptom is one
 * question that was asked before looking: what fits it in time is confirmed by it as far as the symptom itself is more than chance. `profiles`: of what that may show in; 0 when it was not stated.
 */
export function byChanceOf(
  measured: readonly Measured[],
  profile: Profile | null,
  profiles: number,
): (one: Measured) => Pick<Weighing, "byChance" | "confirmedBy"> {
  const compared = new Set(measured.map(({ series, kind }) => `${series.service}\n${kind.name}`)).size;
  return (one) => ({
    byChance: one.chance[one.direction] * compared * Math.max(1, CLEAR / one.excursion.magnitude) ** 2,
    ...(profile && profiles > 0 && likenessOf(one, profile) >= FITTING ? { confirmedBy: profile.chance * profiles } : {}),
  });
}
