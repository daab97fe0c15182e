import type { Affliction } from "./faults.ts";
import type { Random } from "./random.ts";

export type Service = {
  name: string;
  isStore: boolean;
  /** Own part of the latency in seconds, and its spread as a share. */
  ownLatency: number;
  spread: number;
  cpuPerRequest: number;
  cpuIdle: number;
  memory: number;
  callees: { callee: Service; calls: number }[];
};

/** Columns of one service by metric. */
export type Columns = { service: string; metrics: Map<string, Float64Array> };

const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"];

/** Services in an order in which callers come before callees; the first is the entry. */
export function servicesOf(count: number, random: Random): Service[] {
  const names = new Set<string>();
  while (names.size < count) names.add(Array.from({ length: random.whole(2, 4) }, () => random.pick(SYLLABLES)).join(""));
  const services = [...names].map((name, at): Service => {
    const isStore = at > count / 2 && random.next() < 0.4;
    return {
      name: isStore ? `${name}-db` : name,
      isStore,
      ownLatency: random.between(0.002, 0.03),
      spread: random.between(0.04, 0.25),
      cpuPerRequest: random.between(0.0005, 0.006),
      cpuIdle: random.between(0.002, 0.05),
      memory: random.between(5e7, 8e8),
      callees: [],
    };
  });
  for (const [at, callee] of services.entries()) {
    if (at === 0) continue;
    const callers = services.slice(0, at).filter(({ isStore }) => !isStore);
    for (const caller of new Set([random.pick(callers), ...(random.next() < 0.3 ? [random.pick(callers)] : [])]))
      caller.callees.push({ callee, calls: random.between(0.3, 1.5) });
  }
  return services;
}

/** Metrics of every service, row by row before sampling. Demand flows down the calls, waiting flows up. */
export function simulate(services: readonly Service[], rows: number, affliction: Affliction | null, seasonRows: number, random: Random): Columns[] {
  const columns = services.map(({ name }) => ({ service: name, metrics: new Map(METRICS.map((metric) => [metric, new Float64Array(rows)])) }));
  const steady = services.map(() => ({ drift: 0, burst: 0 }));
  let demand = 0;
  for (let row = 0; row < rows; row += 1) {
    demand = 0.97 * demand + 0.02 * random.normal();
    const season = seasonRows > 0 ? 0.4 * Math.sin((2 * Math.PI * row) / seasonRows) : 0;
    const states = stateOf(services, 80 * Math.exp(demand + season), row, affliction);
    for (const [at, service] of services.entries()) {
      const [state, own, column] = [states[at], steady[at], columns[at]];
      if (state && own && column) write(column, service, state, own, row, affliction?.root === service ? affliction : null, random);
    }
  }
  return columns;
}

export const METRICS = ["cpu", "mem", "diskio", "socket", "workload", "latency-50", "latency-90", "error"] as const;

type State = { requests: number; latency: number; slow: number; errors: number };

/** Expected requests, waiting (median and slow) and share of errors; clients that wait ask less. */
function stateOf(services: readonly Service[], demand: number, row: number, affliction: Affliction | null): State[] {
  const slowness = new Map<Service, State>();
  for (const service of services.toReversed()) {
    const faulty = affliction?.root === service ? affliction : null;
    const own = service.ownLatency * (faulty?.slower(row) ?? 1) + (faulty?.delay(row) ?? 0);
    const state = { requests: 0, latency: own, slow: own * (1 + 2 * service.spread) + (faulty?.tail(row) ?? 0), errors: faulty?.errors(row) ?? 0 };
    for (const { callee, calls } of service.callees) {
      const below = slowness.get(callee);
      if (!below) continue;
      state.latency += calls * below.latency;
      state.slow += calls * below.slow;
      state.errors += 0.7 * Math.min(1, calls) * below.errors;
    }
    slowness.set(service, state);
  }
  const calm = calmLatency(services);
  const [entry] = services;
  const waiting = entry ? (slowness.get(entry)?.latency ?? 0) : 0;
  const states = services.map((service) => ({ ...(slowness.get(service) ?? { latency: 0, slow: 0, errors: 0 }), requests: 0 }));
  const at = new Map(services.map((service, index) => [service, states[index]]));
  if (states[0]) states[0].requests = demand / (1 + Math.max(0, waiting - calm));
  for (const service of services)
    for (const { callee, calls } of service.callees) {
      const below = at.get(callee);
      if (below) below.requests += calls * (at.get(service)?.requests ?? 0);
    }
  return states;
}

function calmLatency(services: readonly Service[]): number {
  const latency = new Map<Service, number>();
  for (const service of services.toReversed())
    latency.set(service, service.ownLatency + service.callees.reduce((sum, { callee, calls }) => sum + calls * (latency.get(callee) ?? 0), 0));
  return services[0] ? (latency.get(services[0]) ?? 0) : 0;
}

function write(
  { metrics }: Columns,
  service: Service,
  state: State,
  own: { drift: number; burst: number },
  row: number,
  faulty: Affliction | null,
  random: Random,
): void {
  const noise = (share: number): number => Math.exp(share * random.normal());
  const put = (metric: (typeof METRICS)[number], value: number): void => {
    const values = metrics.get(metric);
    if (values) values[row] = value;
  };
  own.drift = 0.999 * own.drift + 0.0015 * random.normal();
  own.burst = random.next() < 0.004 ? random.between(1, 6) : own.burst * 0.6;
  const requests = Math.max(0, state.requests + Math.sqrt(state.requests) * random.normal());
  put("workload", requests);
  put("cpu", (service.cpuIdle + service.cpuPerRequest * requests) * noise(0.08) + (faulty?.cpu(row) ?? 0) * noise(0.05));
  put("mem", service.memory * (1 + own.drift) * noise(0.001) + (faulty?.memory(row) ?? 0));
  put("diskio", (service.isStore ? 4000 * requests : 200) * (1 + own.burst) * noise(0.3) + (faulty?.disk(row) ?? 0) * noise(0.2));
  put("socket", Math.round(20 + requests * (0.3 + state.latency) + (faulty?.sockets(row) ?? 0) + random.normal()));
  put("latency-50", state.latency * noise(service.spread / 2));
  put("latency-90", state.slow * noise(service.spread) * (random.next() < 0.003 ? random.between(1.5, 4) : 1));
  const failed = requests * Math.min(1, state.errors);
  put("error", Math.max(0, Math.round(failed + Math.sqrt(failed) * random.normal())) + (random.next() < 0.002 && requests >= 1 ? 1 : 0));
}
