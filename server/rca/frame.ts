import type { Bundle, Symptom } from "./bundle.ts";

/**
 * The times and places that every detector works with. `onset`: the latest instant that is surely not before the trouble was seen (detection or stated
 * start, Unix milliseconds); the trouble itself may have begun earlier, which change points tell. `calm` ends before it.
 */
export type Frame = {
  onset: number;
  calm: { from: number; to: number };
  trouble: { from: number; to: number };
  symptoms: Symptom[];
  /** True when no time was given, and the newest evidence was taken for now. */
  isGuessed: boolean;
};

/** Late detection is common: what lies within this time before `onset` is not taken for calm. */
const MARGIN_MS = 60_000;

/** The frame of a bundle by what it says of itself; a bundle without any time is taken as a picture of now. Pure. */
export function frameOf(bundle: Bundle): Frame {
  const { incident } = bundle;
  const [from, to] = spanOfTime(bundle);
  const said = incident.startedAt ?? incident.detectedAt;
  const onset = said ?? to;
  const end = Math.max(onset, incident.endedAt ?? incident.window?.to ?? to);
  const begin = Math.min(onset, incident.window?.from ?? onset);
  return {
    onset,
    calm: { from: Math.min(from, begin), to: Math.min(onset - MARGIN_MS, begin) },
    trouble: { from: begin, to: end },
    symptoms: incident.symptoms,
    isGuessed: said === null,
  };
}

/** First and last instant of all evidence; both 0 where nothing has a time. */
function spanOfTime({ series, logs, spans, changes, alerts, outputs }: Bundle): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const see = (at: number | null | undefined): void => {
    if (at === null || at === undefined || !Number.isFinite(at)) return;
    if (at < from) from = at;
    if (at > to) to = at;
  };
  for (const { times } of new Set(series)) {
    see(times[0]);
    see(times.at(-1));
  }
  see(logs.from);
  see(logs.to);
  for (const { start } of spans) see(start);
  for (const { at } of [...changes, ...alerts, ...outputs]) see(at);
  return Number.isFinite(from) ? [from, to] : [0, 0];
}
