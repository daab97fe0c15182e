import { createHash } from "node:crypto";
import type { Asked } from "./http.ts";

/** Instants in Unix milliseconds. */
export type Window = { from: number; to: number };

/**
 * Where rows come from. `request`: each question in order, without secrets. `sha256` is of the answers' bytes one after another, as they came.
 * `truncated`: there was more than the limits let through.
 */
export type Provenance = {
  connector: string;
  connection: string;
  operation: string;
  request: string[];
  window: Window | null;
  at: string;
  rows: number;
  bytes: number;
  sha256: string;
  truncated: boolean;
};

/** Rows with where they come from, and the bytes they were read from. `warnings`: what the far side said beside. */
export type Capture<R> = { rows: R[]; provenance: Provenance; captured: Buffer; warnings: string[] };

type Told = { connector: string; connection: string; operation: string; window?: Window | null; truncated?: boolean; warnings?: string[] };

/** Puts rows together with what was asked and answered for them. */
export function captureOf<R>(rows: R[], answers: readonly Asked[], told: Told): Capture<R> {
  const captured = Buffer.concat(answers.map(({ bytes }) => bytes));
  const { connector, connection, operation, window = null, truncated = false, warnings = [] } = told;
  return {
    rows,
    captured,
    warnings,
    provenance: {
      connector,
      connection,
      operation,
      request: answers.map(({ request }) => request),
      window,
      at: answers.at(-1)?.at ?? new Date().toISOString(),
      rows: rows.length,
      bytes: captured.length,
      sha256: createHash("sha256").update(captured).digest("hex"),
      truncated: truncated || answers.some(({ isCut }) => isCut),
    },
  };
}
