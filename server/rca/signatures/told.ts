import type { Signature } from "./signature.ts";

type Told = Pick<Signature, "name" | "title" | "looks" | "test" | "notCaught"> &
  Partial<Pick<Signature, "says" | "metrics">> & {
    /** Pairs of why and because, nearest to the symptom first. */
    whys: readonly (readonly [string, string])[];
    now: readonly string[];
    short: string;
    medium: string;
    long: string;
  };

/** A mechanism, told in the order in which it is read. */
export function told({ says = [], whys, now, short, medium, long, ...rest }: Told): Signature {
  return {
    ...rest,
    says,
    whys: whys.map(([why, because]) => ({ why, because })),
    recommendations: [
      ...now.map((text) => ({ horizon: "immediate" as const, text })),
      { horizon: "short", text: short },
      { horizon: "medium", text: medium },
      { horizon: "long", text: long },
    ],
  };
}
