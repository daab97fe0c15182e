/** Least weight that counts as the calm's own: five points' worth of half a deviation over the allowance. */
const LEAST_CALM = 4;
/** How quickly the chance of an excursion falls beyond what the calm showed: as the inverse square, slower than any light tail. */
const TAIL = 2;
/** Series of a usual service map among which one could be the odd one by chance (Šidák's correction, 1967). */
const COMPARED = 30;

/**
 * Chance that one calm stretch holds an excursion of at least this weight: by rank among the calm stretches (`calm`, greatest first), beyond their upper
 * tenth continued as a power law. Between 0 and 1.
 */
export function chanceInCalm(weight: number, calm: readonly number[]): number {
  const place = Math.max(1, Math.ceil(calm.length / 10));
  const upper = Math.max(LEAST_CALM, calm[place - 1] ?? 0);
  const continued = (place / (calm.length + 1)) * (upper / weight) ** TAIL;
  if (weight > upper) return continued;
  let asStrong = 0;
  while (asStrong < calm.length && (calm[asStrong] ?? 0) >= weight) asStrong += 1;
  return Math.min(1, Math.max(continued, (1 + asStrong) / (calm.length + 1)));
}

/** 1 − the chance that any of as many series as are usually compared shows this in calm. */
export function strengthOf(chance: number): number {
  return (1 - chance) ** COMPARED;
}
