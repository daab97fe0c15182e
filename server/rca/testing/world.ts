import type { Bundle, Edge } from "../bundle.ts";
import { NO_LOGS } from "../logs/digest.ts";
import { afflict, FAULTS, type Fault } from "./faults.ts";
import { openRandom, type Random } from "./random.ts";
import { type Service, servicesOf, simulate } from "./simulate.ts";
import { tableOf } from "./world-table.ts";

export type WorldOptions = {
  fault?: Fault | "none";
  /** Number of services, with databases and caches. */
  services?: number;
  stepMs?: number;
  /** Rows before and after the true beginning. */
  rowsBefore?: number;
  rowsAfter?: number;
  /** How much later than the true beginning the incident says it began. */
  lateMs?: number;
  withEdges?: boolean;
  withSymptoms?: boolean;
  /** Share of missing values, in single cells and in stretches. */
  gaps?: number;
  /** How strong the fault is: 1 as they come, 0.5 hard to see. */
  severity?: number;
  /** Length of a cycle in the traffic, in rows; 0 for none. */
  seasonRows?: number;
};

export type World = { bundle: Bundle; truth: { service: string; metrics: string[]; fault: Fault | "none"; startedAt: number } };

const BEGIN = Date.UTC(2024, 2, 5, 9);

/**
 * A world of services that call one another, with one fault in one of them, as an evidence bundle of metrics: noise, bursts, smoothing and repeated samples as
 * scrapers bring them, waiting that passes on to callers, traffic that falls where callers wait. The same seed and options, the same world.
 */
export function generateWorld(seed: number, options: WorldOptions = {}): World {
  const random = openRandom(seed);
  const { services: count = random.whole(8, 14), stepMs = 1000, rowsBefore = 600, rowsAfter = 600, lateMs = 0 } = options;
  const fault = options.fault ?? random.pick(FAULTS);
  const services = servicesOf(count, random);
  const root = pickRoot(services, random);
  const rows = rowsBefore + rowsAfter;
  const affliction = fault === "none" ? null : afflict(fault, { root, start: rowsBefore, rows, severity: options.severity ?? 1, random });
  const columns = simulate(services, rows, affliction, options.seasonRows ?? 0, random);
  const startedAt = BEGIN + rowsBefore * stepMs;
  const series = tableOf(columns, { begin: BEGIN, stepMs, rows, gaps: options.gaps ?? 0.002, random });
  const entry = services[0]?.name ?? "";
  return {
    bundle: {
      incident: {
        title: "Requests are slow or failing",
        startedAt: null,
        detectedAt: startedAt + lateMs,
        endedAt: null,
        window: null,
        symptoms: options.withSymptoms ? [{ service: entry, metric: "latency-90" }] : [],
        namespace: null,
      },
      series,
      logs: NO_LOGS,
      spans: [],
      changes: [],
      edges: options.withEdges ? edgesOf(services) : [],
      objects: [],
      outputs: [],
      alerts: [],
      past: [],
      warnings: [],
    },
    truth: { service: root.name, metrics: affliction?.metrics ?? [], fault, startedAt },
  };
}

/** Any service but the entry: there every trouble shows. */
function pickRoot(services: readonly Service[], random: Random): Service {
  return random.pick(services.slice(1).filter(({ isStore }) => !isStore || random.next() < 0.5)) ?? random.pick(services);
}

function edgesOf(services: readonly Service[]): Edge[] {
  return services.flatMap(({ name, callees }) => callees.map(({ callee }) => ({ caller: name, callee: callee.name })));
}
