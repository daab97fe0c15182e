export function middle(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

export const bounded = (value: number): number => Math.max(0, Math.min(1, value));

/** At least one of several independent signs holds. */
export const either = (...shares: readonly number[]): number => 1 - shares.reduce((none, share) => none * (1 - bounded(share)), 1);
