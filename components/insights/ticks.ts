const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((minutes) => minutes * MINUTE);
const MOST_TICKS = 5;

/** Where an axis of durations has its marks: at whole minutes, hours or days, from nothing to above the longest. Milliseconds. Pure. */
export function durationTicks(longest: number): number[] {
  const step = STEPS.find((one) => longest / one <= MOST_TICKS) ?? Math.ceil(longest / MOST_TICKS / 43_200 / MINUTE) * 43_200 * MINUTE;
  return Array.from({ length: Math.max(1, Math.ceil(longest / step)) + 1 }, (_, index) => index * step);
}

/** A mark in one word: `0`, `30 min`, `6 h`, `2 d`. Pure. */
export function tickWords(milliseconds: number): string {
  const minutes = milliseconds / MINUTE;
  if (minutes < 60) return minutes === 0 ? "0" : `${minutes} min`;
  return minutes < 2_880 || minutes % 1_440 !== 0 ? `${minutes / 60} h` : `${minutes / 1_440} d`;
}
