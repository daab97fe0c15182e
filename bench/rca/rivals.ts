import type { Bundle, Series } from "#server/rca/index.ts";

export type Scored = { service: string; metric: string; score: number };

/** Scores each series by what follows the stated time against what lies before it. */
export type Rival = { name: string; rank(bundle: Bundle): Scored[] };

/** As BARO's second half does (Pham et al., FSE 2024): the most of (value − median) / IQR, series of no spread by their distance. */
export const baro: Rival = { name: "BARO-style", rank: (bundle) => ranked(bundle, robust) };

/** The most of |value − mean| / deviation (Lin et al., 2018, and many others). */
export const nSigma: Rival = { name: "N-sigma", rank: (bundle) => ranked(bundle, sigmas) };

function ranked({ series, incident }: Bundle, score: (before: number[], after: number[]) => number): Scored[] {
  const at = incident.detectedAt ?? 0;
  return series
    .map((one) => ({
      service: one.service,
      metric: one.metric,
      score: score(
        valuesOf(one, (time) => time < at),
        valuesOf(one, (time) => time >= at),
      ),
    }))
    .toSorted((one, other) => other.score - one.score);
}

function valuesOf({ times, values }: Series, isWanted: (time: number) => boolean): number[] {
  return [...values].filter((value, row) => Number.isFinite(value) && isWanted(times[row] ?? 0));
}

function robust(before: number[], after: number[]): number {
  const sorted = before.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const spread = at(0.75) - at(0.25);
  return after.reduce((most, value) => Math.max(most, (value - at(0.5)) / (spread > 0 ? spread : 1)), Number.NEGATIVE_INFINITY);
}

function sigmas(before: number[], after: number[]): number {
  const mean = before.reduce((sum, value) => sum + value, 0) / Math.max(1, before.length);
  const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, before.length));
  return after.reduce((most, value) => Math.max(most, Math.abs(value - mean) / (deviation > 0 ? deviation : 1)), 0);
}
