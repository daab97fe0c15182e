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
export function chanceInCalm(weight: number, calm: ArrayLike<number>): number {
  const upper = Math.max(LEAST_CALM, calm[Math.ceil(calm.length / 10) - 1] ?? 0);
  const continued = (Math.max(1, countFrom(calm, upper)) / (calm.length + 1)) * (upper / weight) ** TAIL;
  return Math.min(1, weight > upper ? continued : Math.max(continued, (1 + countFrom(calm, weight)) / (calm.length + 1)));
}

/** Of the calm stretches of many series, the share that is left out as incidents of their own. */
const LEFT_OUT = 0.01;

/** The same among the calm stretches of all series of a kind: what one of them does in calm, the others may do too. */
export function chanceAmongLike(weight: number, pool: ArrayLike<number>): number {
  const place = Math.max(1, Math.ceil(pool.length * LEFT_OUT));
  const upper = Math.max(LEAST_CALM, pool[place - 1] ?? 0);
  return weight > upper ? (place / (pool.length + 1)) * (upper / weight) ** TAIL : Math.min(1, (1 + countFrom(pool, weight)) / (pool.length + 1));
}

function countFrom(descending: ArrayLike<number>, least: number): number {
  let count = 0;
  while (count < descending.length && (descending[count] ?? 0) >= least) count += 1;
  return count;
}

/** 1 − the chance that any of as many series as are usually compared shows this in calm. */
export function strengthOf(chance: number): number {
  return (1 - chance) ** COMPARED;
}
