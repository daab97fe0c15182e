/**
 * Log lines as the analyst keeps them: templates with counts over time, never the lines themselves, so that a gigabyte takes no more room than a megabyte.
 * Filled line by line by the reader (`openLogDigest`), in whatever order lines come.
 */
export type LogDigest = {
  lines: number;
  /** First and last instant of a line, Unix milliseconds; null without lines. */
  from: number | null;
  to: number | null;
  /** Width of the slots of all templates: `SLOT_MS`, or twice as often as a long log needs. */
  slotMs: number;
  /** The share of traces that `traces` of the templates tell of: 1, or half of it as often as many traces need. */
  tracesShare: number;
  templates: LogTemplate[];
};

/** One shape of line of one service at one level. `text` has `<*>` where lines differ. */
export type LogTemplate = {
  id: string;
  service: string;
  level: string | null;
  text: string;
  /** What tells a failure and would be masked: HTTP statuses from 400 on, names of exceptions. Lines that differ in it are no template together. */
  marks: string[];
  /** Lines in each slot of `slotMs` since the epoch: slot number → count. Lines without a time are in no slot. */
  counts: Map<number, number>;
  total: number;
  /** A few lines as they were, by time: the earliest ones and the latest. */
  samples: LogSample[];
  /** Lines in each trace that was kept. */
  traces: Map<string, number>;
};

export type LogSample = { at: number | null; message: string; trace: string | null };

export const SLOT_MS = 10_000;

export const NO_LOGS: LogDigest = { lines: 0, from: null, to: null, slotMs: SLOT_MS, tracesShare: 1, templates: [] };
