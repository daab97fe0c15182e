import type { Bundle, Edge } from "../bundle.ts";
import { NO_LOGS } from "../logs/digest.ts";
import { type Disturbance, disturb } from "./disturb.ts";
import { afflict, FAULTS, type Fault } from "./faults.ts";
import { openRandom, type Random } from "./random.ts";
import { type METRICS, type Service, servicesOf, simulate } from "./simulate.ts";
import { tableOf } from "./world-table.ts";

export type Metric = (typeof METRICS)[number];

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
  /** Where in the calls the fault is; anywhere but the entry unless said. */
  rootAt?: "leaf" | "middle" | "front";
  /** Rows after which the fault ends; it lasts unless said. */
  faultRows?: number;
  /** Only these metrics are measured. */
  metrics?: readonly Metric[];
  /** Share of services that nobody calls. */
  idle?: number;
  disturbance?: Partial<Disturbance>;
  /** Stretches in which nothing at all was scraped. */
  scrapeGaps?: number;
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
  if (options.idle) leaveIdle(services, options.idle, random);
  const root = pickRoot(services, options.rootAt, random);
  const rows = rowsBefore + rowsAfter;
  const setting = { root, start: rowsBefore, rows, severity: options.severity ?? 1, end: rowsBefore + (options.faultRows ?? rowsAfter), random };
  const affliction = fault === "none" ? null : afflict(fault, setting);
  const columns = simulate(services, rows, affliction, options.seasonRows ?? 0, random);
  if (options.disturbance) disturb(columns, { shared: 0, heavyTails: 0, glitches: 0, ...options.disturbance }, random);
  const startedAt = BEGIN + rowsBefore * stepMs;
  const shape = { begin: BEGIN, stepMs, rows, gaps: options.gaps ?? 0.002, scrapeGaps: options.scrapeGaps ?? 0, random };
  const series = tableOf(columns, shape).filter(({ metric }) => !options.metrics || options.metrics.some((one) => one === metric));
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

/** Where a fault is wanted; else any service but the entry: there every trouble shows. */
function pickRoot(services: readonly Service[], at: WorldOptions["rootAt"], random: Random): Service {
  const [entry, ...others] = services;
  if (at === "front" && entry) return entry;
  const called = new Set(services.flatMap(({ callees }) => callees.filter(({ calls }) => calls > 0).map(({ callee }) => callee)));
  const used = others.filter((service) => called.has(service));
  const fitting = at === undefined ? used : used.filter(({ callees }) => callees.length > 0 === (at === "middle"));
  return random.pick((fitting.length > 0 ? fitting : used).filter(({ isStore }, index) => index === 0 || !isStore || random.next() < 0.5));
}

function leaveIdle(services: readonly Service[], share: number, random: Random): void {
  const idle = new Set(services.slice(2).filter(() => random.next() < share));
  for (const service of services) for (const call of service.callees) if (idle.has(call.callee) || idle.has(service)) call.calls = 0;
}

function edgesOf(services: readonly Service[]): Edge[] {
  return services.flatMap(({ name, callees }) => callees.map(({ callee }) => ({ caller: name, callee: callee.name })));
}
