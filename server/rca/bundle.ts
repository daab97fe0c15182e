import type { LogDigest } from "./logs/digest.ts";

/**
 * Evidence as the analyst reads it: parsed, bounded, without a place or a clock of its own. Instants are Unix milliseconds (UTC). What could not be
 * read stands in `warnings`, in words for the report; nothing of it is an error.
 */
export type Bundle = {
  incident: IncidentBrief;
  series: Series[];
  logs: LogDigest;
  spans: Span[];
  changes: Change[];
  /** Calls: who calls whom. Empty when nobody said. */
  edges: Edge[];
  /** Objects of a cluster as `kubectl get -o json` gives them. */
  objects: ClusterObject[];
  /** Recorded answers of commands, as a person pastes them. */
  outputs: Output[];
  alerts: Alert[];
  /** Earlier incidents to compare with. */
  past: PastIncident[];
  warnings: string[];
};

export type Symptom = { service: string; metric?: string };

/** `from` and `to`: the time in which it was looked at; the calm before may lie outside of it. */
export type IncidentBrief = {
  title: string;
  startedAt: number | null;
  detectedAt: number | null;
  endedAt: number | null;
  window: { from: number; to: number } | null;
  symptoms: Symptom[];
  namespace: string | null;
};

/** One metric of one service. `times` ascend and are shared by series of one source; NaN is a gap. A counter has been turned into a rate per second. */
export type Series = {
  service: string;
  metric: string;
  unit: string | null;
  kind: "gauge" | "counter";
  times: Float64Array;
  values: Float64Array;
};

export type Span = {
  trace: string;
  span: string;
  parent: string | null;
  service: string;
  operation: string;
  start: number;
  durationMs: number;
  isError: boolean;
  error: string | null;
};

/** `detail` may hold a diff. `id` as the source names it, else its place in the list. */
export type Change = {
  id: string;
  at: number;
  kind: string;
  service: string | null;
  title: string;
  author: string | null;
  link: string | null;
  detail: string;
};

export type Edge = { caller: string; callee: string };

export type ClusterObject = {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string>; [field: string]: unknown };
  [field: string]: unknown;
};

export type Output = { command: string; text: string; at: number | null };

export type Alert = { service: string | null; name: string; summary: string; at: number | null; labels: Record<string, string> };

export type PastIncident = { reference: string; title: string; services: string[]; cause: string; signature: string | null };
