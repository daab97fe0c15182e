import type { ChangePointAnswer } from "../answer.ts";
import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { shiftsOf } from "./shifts.ts";

/** More rows than this are not searched without a hint when to look: it would take seconds. */
const MOST_ROWS = 100_000;
/** Shifts this close together, as a share of all the time, are one event. */
const TOGETHER = 0.02;

export type Guess = { frame: Frame; shifts: ChangePointAnswer[] };

/**
 * The frame of evidence that says no time, by the series themselves: the trouble begins where most of them leave what they were before at once. As it was when the
 * frame is no guess, nothing shifts, or there is too much to search.
 */
export function guessOnset(series: readonly Series[], frame: Frame): Guess {
  const rows = series.reduce((sum, { values }) => sum + values.length, 0);
  if (!frame.isGuessed || rows > MOST_ROWS) return { frame, shifts: [] };
  const shifts = series.flatMap(shiftsOf);
  const times = shifts.map(({ at }) => Date.parse(at)).sort((one, other) => one - other);
  const within = TOGETHER * (frame.trouble.to - frame.calm.from);
  const company = times.map((at) => times.filter((other) => other >= at && other <= at + within).length);
  const most = Math.max(0, ...company);
  const onset = times[company.indexOf(most)];
  if (onset === undefined) return { frame, shifts };
  return { frame: { ...frame, onset, calm: { from: frame.calm.from, to: onset }, trouble: { from: onset, to: frame.trouble.to } }, shifts };
}
