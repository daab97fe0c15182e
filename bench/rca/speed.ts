import { analyse, type Bundle, type LogLine, openLogDigest, type Span } from "#server/rca/index.ts";
import { generateWorld } from "#server/rca/testing/world.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { exponent, median, spread } from "../frame/statistics.ts";

const POINTS = 600;
const SERVICE_METRICS = 8;
const ROUNDS = 15;
const WARM_UP = 40;
const [LINES, SPANS] = [100_000, 10_000];
const SPANS_A_REQUEST = 5;
const SIZES = [50, 200, 800];
const VERBS = ["served", "cached", "stored", "queued", "skipped", "retried", "opened", "closed"];

/** Time of the analysis by the number of series; and of a whole case with logs and spans, the reading of the lines into templates included. */
export const speed: Measure = {
  name: "speed",
  target: "50 series × 600 points < 10 ms; 200 series, 100,000 log lines and 10,000 spans < 2 s",
  async run() {
    const bySize = SIZES.map((size) => ({ size, times: timesOf(size) }));
    const wide = worldOf(200);
    const whole = Array.from({ length: ROUNDS }, () => timed(() => analyse({ ...wide, logs: digestOf(wide), spans: spansOf(wide) })));
    return {
      rows: [
        ...bySize.map(({ size, times }): Row => {
          const goal = size === 50 ? { goal: { of: "value" as const, atMost: 10 } } : {};
          return { what: `${size} series × ${POINTS} points`, value: median(times), spread: spread(times), unit: "ms", runs: times.length, ...goal };
        }),
        {
          what: "grows with the series to the power of",
          value: exponent(bySize.map(({ size, times }) => ({ size, value: median(times) }))),
          unit: "",
          runs: SIZES.length,
        },
        {
          what: `200 series, ${LINES.toLocaleString("en-US")} log lines, ${SPANS.toLocaleString("en-US")} spans`,
          value: median(whole) / 1000,
          spread: [Math.min(...whole) / 1000, Math.max(...whole) / 1000],
          unit: "s",
          runs: whole.length,
          goal: { of: "value", atMost: 2 },
        },
      ],
    };
  },
};

function timesOf(size: number): number[] {
  const bundle = worldOf(size);
  return Array.from({ length: WARM_UP + ROUNDS }, () => timed(() => analyse(bundle))).slice(WARM_UP);
}

function timed(run: () => unknown): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

function worldOf(series: number): Bundle {
  const { bundle } = generateWorld(3, {
    services: Math.ceil(series / SERVICE_METRICS),
    rowsBefore: POINTS / 2,
    rowsAfter: POINTS / 2,
    fault: "cpu",
    withEdges: true,
    withSymptoms: true,
  });
  return { ...bundle, series: bundle.series.slice(0, series) };
}

function stretchOf({ series: [first] }: Bundle): { begin: number; length: number } {
  const begin = first?.times[0] ?? 0;
  return { begin, length: (first?.times.at(-1) ?? begin) - begin };
}

function digestOf(bundle: Bundle): ReturnType<ReturnType<typeof openLogDigest>["close"]> {
  const digest = openLogDigest();
  const { begin, length } = stretchOf(bundle);
  const services = [...new Set(bundle.series.map(({ service }) => service))];
  for (let at = 0; at < LINES; at += 1) {
    const line: LogLine = {
      at: begin + (length * at) / LINES,
      service: services[at % services.length] ?? "",
      level: at % 50 === 0 ? "warn" : "info",
      message: `Request ${at} of client 10.0.${at % 250}.7 ${VERBS[at % VERBS.length]} in ${at % 97} ms by ${services[(at * 7) % services.length]}`,
      trace: null,
    };
    digest.add(line);
  }
  return digest.close();
}

/** Each request goes from the entry down a chain of calls. */
function spansOf(bundle: Bundle): Span[] {
  const { begin, length } = stretchOf(bundle);
  const services = [...new Set(bundle.series.map(({ service }) => service))];
  return Array.from({ length: SPANS }, (_, at): Span => {
    const [request, depth] = [Math.floor(at / SPANS_A_REQUEST), at % SPANS_A_REQUEST];
    return {
      trace: `t${request}`,
      span: `t${request}-${depth}`,
      parent: depth === 0 ? null : `t${request}-${depth - 1}`,
      service: services[(depth * (1 + (request % 3))) % services.length] ?? "",
      operation: `GET /${depth}`,
      start: begin + (length * request * SPANS_A_REQUEST) / SPANS + depth,
      durationMs: 40 - 7 * depth + (request % 11),
      isError: request % 200 === 0,
      error: null,
    };
  });
}
