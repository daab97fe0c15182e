import type { Clue } from "../clue.ts";
import type { Signature } from "./signature.ts";

type Told = Pick<Signature, "name" | "title" | "looks" | "test" | "notCaught"> &
  Partial<Pick<Signature, "says" | "metrics">> & {
    /** Pairs of why and because, nearest to the symptom first. */
    whys: readonly (readonly [string, string])[];
    now: readonly string[];
    short: string;
    medium: string;
    long: string;
    /** Words of a clue that show the second step of the chain, too; without them a state of a cluster does, which log lines alone do not. */
    shownBy?: RegExp;
  };

/** Of the chain, what is seen with the state itself: how it is felt, and what brings that about. Why it came to that is another question. */
const SEEN = 2;

/** A mechanism, told in the order in which it is read. */
export function told({ says = [], shownBy, whys, now, short, medium, long, ...rest }: Told): Signature {
  return {
    ...rest,
    says,
    whys: whys.map(([why, because], at) => {
      if (at >= SEEN || because.startsWith("not established") || (says.length > 0 && !shownBy)) return { why, because };
      return {
        why,
        because,
        shownBy: (clue: Clue) => clue.role === "cause" && clue.signature === rest.name && (shownBy?.test(clue.statement) ?? true),
      };
    }),
    recommendations: [
      ...now.map((text) => ({ horizon: "immediate" as const, text })),
      { horizon: "short", text: short },
      { horizon: "medium", text: medium },
      { horizon: "long", text: long },
    ],
  };
}
