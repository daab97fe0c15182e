/**
 * Log lines as the analyst keeps them: templates with counts over time, never the lines themselves, so that a gigabyte takes no more room than a megabyte.
 * Filled line by line by the reader (`openLogDigest`), in whatever order lines come.
 */
export type LogDigest = {
  lines: number;
  /** First and last instant of a line, Unix milliseconds; null without lines. */
  from: number | null;
  to: number | null;
  templates: LogTemplate[];
};

/** One shape of line of one service. `text` has `<*>` where lines differ. */
export type LogTemplate = {
  id: string;
  service: string;
  level: string | null;
  text: string;
  /** Lines in each slot of `SLOT_MS` since the epoch: slot number → count. */
  counts: Map<number, number>;
  total: number;
  /** A few lines as they were, the first ones of different slots. */
  samples: LogSample[];
};

export type LogSample = { at: number | null; message: string; trace: string | null };

export const SLOT_MS = 10_000;

export const NO_LOGS: LogDigest = { lines: 0, from: null, to: null, templates: [] };
