import { type Frame, frameOf } from "../frame.ts";
import { type Bundle, type LogLine, openLogDigest, type Span } from "../index.ts";

/** Instant at which the trouble of made cases begins. */
export const ONSET = Date.UTC(2026, 4, 1, 12);

/** A bundle of made spans and lines, with the trouble at `ONSET` for three minutes. */
export function bundleOf({ spans = [], lines = [], ...more }: Partial<Bundle> & { lines?: readonly LogLine[] }): Bundle {
  const logs = openLogDigest();
  for (const line of lines) logs.add(line);
  return {
    incident: {
      title: "Requests fail",
      startedAt: null,
      detectedAt: ONSET,
      endedAt: null,
      window: { from: ONSET, to: ONSET + 180_000 },
      symptoms: [],
      namespace: null,
    },
    series: [],
    logs: logs.close(),
    changes: [],
    edges: [],
    objects: [],
    outputs: [],
    alerts: [],
    past: [],
    warnings: [],
    ...more,
    spans: [...spans],
  };
}

export const framed = (bundle: Bundle): [Bundle, Frame] => [bundle, frameOf(bundle)];

export function line(service: string, message: string, more: Partial<LogLine> = {}): LogLine {
  return { at: ONSET, service, level: "info", message, trace: null, ...more };
}

/** How one service takes part in a request: its own time, and whom it calls over a network that takes `way` in all. */
export type Call = {
  service: string;
  operation: string;
  ownMs?: number;
  wayMs?: number;
  isError?: boolean;
  error?: string;
  lines?: readonly string[];
  errors?: readonly string[];
  calls?: readonly Call[];
};

/** Spans and lines of one request: each call is a client span in the caller round a server span in the callee. */
export function requestOf(trace: string, at: number, root: Call): { spans: Span[]; lines: LogLine[] } {
  const spans: Span[] = [];
  const lines: LogLine[] = [];
  const walk = (call: Call, parent: string | null, start: number): number => {
    const { service, operation, ownMs = 2, isError = false, error = null, lines: said = [], errors = [], calls = [] } = call;
    const span = `${trace}-${spans.length}`;
    const index = spans.length;
    spans.push({ trace, span, parent, service, operation, start, durationMs: 0, isError, error });
    for (const message of said) lines.push(line(service, message, { at: start, trace }));
    for (const message of errors) lines.push(line(service, message, { at: start, trace, level: "error" }));
    let now = start + ownMs;
    for (const next of calls) {
      const { wayMs = 1 } = next;
      const client = `${trace}-${spans.length}`;
      const clientIndex = spans.length;
      spans.push({
        trace,
        span: client,
        parent: span,
        service,
        operation: `call ${next.service}`,
        start: now,
        durationMs: 0,
        isError: false,
        error: null,
      });
      const spent = walk(next, client, now + wayMs / 2) + wayMs;
      spans[clientIndex] = { ...at0(spans, clientIndex), durationMs: spent };
      now += spent;
    }
    spans[index] = { ...at0(spans, index), durationMs: now - start };
    return now - start;
  };
  walk(root, null, at);
  return { spans, lines };
}

function at0(spans: readonly Span[], index: number): Span {
  const span = spans[index];
  if (!span) throw new Error(`No span ${index}`);
  return span;
}

/** Requests every two seconds, five minutes of calm and two of trouble; `call` says how each goes, by its number. */
export function traffic(call: (number: number, isTrouble: boolean, at: number) => Call): { spans: Span[]; lines: LogLine[] } {
  const parts = Array.from({ length: 210 }, (_, number) => {
    const at = ONSET - 300_000 + number * 2_000;
    return requestOf(`t${number}`, at, call(number, at >= ONSET, at));
  });
  return { spans: parts.flatMap(({ spans }) => spans), lines: parts.flatMap(({ lines }) => lines) };
}
