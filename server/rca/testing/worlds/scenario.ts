import type { Cast, Place } from "./cast.ts";

/** What kind of change did it; for the kinds after `slow` no change did. */
export const GUILTY_KINDS = ["commit", "flag", "configuration", "migration", "scaling", "certificate", "quota", "infrastructure"] as const;
export const INNOCENT_KINDS = ["third-party", "traffic", "hardware", "bad-data", "expiry"] as const;
export type GuiltyKind = (typeof GUILTY_KINDS)[number];
export type InnocentKind = (typeof INNOCENT_KINDS)[number];

/** `patch` lines begin with `+`, `-` or a space. */
export type Patch = { path: string; lines: string[] };

export type Draft = {
  kind: string;
  title: string;
  patches?: Patch[];
  detail?: string;
  /** Whose change it is; null for a commit that no deploy carries. */
  place: Place | null;
};

export type Shape = "step" | "ramp" | "saw";

/** `lag`: minutes after the beginning. */
export type Move = { place: Place; metric: string; from: number; to: number; shape?: Shape; lag?: number };

/** `{id}`, `{n}` and `{ms}` in a message differ from line to line. */
export type Line = { place: Place; message: string; share?: number; lag?: number };

export type Scene = {
  guilty: Draft | null;
  near: Draft[];
  moves: Move[];
  errors: Line[];
  usual: string;
  alert: { place?: Place; metric: string; summary: string };
  spans: { place: Place; operation: string; error?: string }[];
  outputs?: { command: string; text: string }[];
  firstFailing?: Place;
  /** Minutes between the change and the first sign. */
  delay?: [number, number];
};

export type Scenario = { name: string; kind: GuiltyKind | InnocentKind; scene(cast: Cast): Scene };

export const commit = (title: string, place: Place | null, ...patches: Patch[]): Draft => ({ kind: "commit", title, place, patches });
export const patch = (path: string, ...lines: string[]): Patch => ({ path, lines });
export const other = (kind: string, title: string, place: Place | null, detail?: string): Draft => ({
  kind,
  title,
  place,
  ...(detail ? { detail } : {}),
});
