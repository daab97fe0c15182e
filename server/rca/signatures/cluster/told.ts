import type { Signature } from "../signature.ts";

type Told = Pick<Signature, "name" | "title" | "says" | "test" | "notCaught"> & {
  /** Pairs of why and because, nearest to the symptom first. */
  whys: readonly (readonly [string, string])[];
  now: readonly string[];
  short: string;
  medium: string;
  long: string;
};

/** A family of the cluster, told in the order in which it is read. */
export function told({ whys, now, short, medium, long, ...rest }: Told): Signature {
  return {
    ...rest,
    whys: whys.map(([why, because]) => ({ why, because })),
    recommendations: [
      ...now.map((text) => ({ horizon: "immediate" as const, text })),
      { horizon: "short", text: short },
      { horizon: "medium", text: medium },
      { horizon: "long", text: long },
    ],
  };
}
