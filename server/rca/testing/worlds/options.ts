import type { GuiltyKind, InnocentKind } from "./scenario.ts";

/**
 * `reverted`: any guilty change, taken back, with the recovery in the data. `slow`: trouble that grows for hours before anybody sees it. `unlisted`: a change did
 * it, and is not among those that the bundle tells of.
 */
export type WorldKind = GuiltyKind | InnocentKind | "reverted" | "slow" | "unlisted";

export type Source = "logs" | "metrics" | "spans" | "diffs" | "deploys" | "graph" | "alerts";

export type WorldOptions = {
  kind?: WorldKind;
  scenario?: string;
  /** Seconds between two points of a series. */
  stepSeconds?: number;
  /** Deviation of a series around its level, as a share of the level. */
  noise?: number;
  /** Most that a series moves, in deviations of its noise. */
  lightness?: number;
  /** Share of the points that are missing. */
  gaps?: number;
  /** Seconds by which the clock of the logs is ahead. */
  logOffsetSeconds?: number;
  /** Seconds by which the clock of whoever tells of changes is ahead. */
  changeOffsetSeconds?: number;
  /** Seconds from the first sign that a person could see to the alert. */
  lateSeconds?: number;
  missing?: readonly Source[];
  /** How many changes there are besides the guilty one. */
  innocents?: number;
  stems?: readonly string[];
};

export type WorldTruth = {
  scenario: string;
  kind: WorldKind;
  /** The first service that failed. */
  service: string;
  /** Id of the guilty change; null when none of those listed is. */
  change: string | null;
  onset: number;
  services: string[];
};

export const MINUTE_MS = 60_000;

export type Plan = {
  onset: number;
  detectedAt: number;
  endedAt: number | null;
  /** First and last instant of the evidence. */
  from: number;
  to: number;
  rampMs: number;
  stepMs: number;
  noise: number;
  lightness: number;
  gaps: number;
  logOffsetMs: number;
  changeOffsetMs: number;
};
