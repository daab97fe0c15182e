/** What a metric measures. `layer`: `work` is what callers feel, `demand` what they ask for, `resource` what the thing itself uses up. */
export type MetricKind = {
  name: MetricKindName;
  /** In a sentence: “the latency of cart rose”. */
  words: string;
  layer: "work" | "demand" | "resource";
  /** The family of failure that a rise or a fall points to, by name in the registry of signatures; null where it points to none. */
  rise: string | null;
  fall: string | null;
  /** How much a rise or a fall says about the thing's own trouble, from 0 to 1; what is left is what usually follows from trouble elsewhere. */
  riseWeight: number;
  fallWeight: number;
  /** The least scale of such a series, as a share of its center. */
  floor: number;
};

export type MetricKindName = (typeof TABLE)[number][0];

/** A thing that is used up: a rise is its trouble, a fall comes from having less to do. */
const USED = { layer: "resource", riseWeight: 1, fallWeight: 0.25, floor: 0.05 } as const;
/** What is left of such a thing. */
const LEFT = { layer: "resource", riseWeight: 0.25, fallWeight: 1, floor: 0.02 } as const;
/** What callers feel, where more is worse. */
const FELT = { layer: "work", riseWeight: 0.8, fallWeight: 0.05, floor: 0.05 } as const;

/**
 * Kinds in the order in which they are tried: name, words by which names of metrics show it (in lower case, parted by spaces, each with a space before and
 * after), units that show it, and what changes of it mean. Names follow Prometheus exporters, cAdvisor, Istio, OpenTelemetry, CloudWatch and Datadog.
 */
const TABLE = [
  [
    "free-space",
    / (free|avail|available|remaining)( \w+)* (disk|fs|filesystem|storage|space|volume) | (disk|fs|filesystem|storage|volume)( \w+)* (free|avail|available|remaining) /,
    null,
    { ...LEFT, words: "free disk space", rise: null, fall: "disk-full" },
  ],
  [
    "free-memory",
    / (free|freeable|avail|available)( \w+)* (mem|memory|heap|ram) | (mem|memory|heap|ram)( \w+)* (free|avail|available) /,
    null,
    { ...LEFT, words: "free memory", rise: null, fall: "memory-pressure" },
  ],
  [
    "idle-cpu",
    / (cpu|processor)( \w+)* idle | idle( \w+)* cpu | cpu credit /,
    null,
    { ...LEFT, words: "idle CPU", rise: null, fall: "cpu-saturation" },
  ],
  ["throttling", / throttl\w* | cfs (throttled )?periods /, null, { ...USED, words: "CPU throttling", rise: "cpu-throttling", fall: null }],
  ["rate-limit", / (rate ?limit\w*|429|too many requests) /, null, { ...FELT, words: "rate-limited requests", rise: "rate-limited", fall: null }],
  ["gc", / (gc|garbage|pause) /, null, { ...USED, words: "garbage collection", rise: "garbage-collection", fall: null }],
  ["restarts", / restart(s|ed|count)? /, null, { ...USED, words: "restarts", rise: "restarts", fall: null }],
  [
    "packet-loss",
    / (retrans\w*|drop(s|ped)?|packet loss|loss|collisions?) /,
    null,
    { ...USED, words: "lost packets", rise: "network-loss", fall: null },
  ],
  ["round-trip", / (rtt|round ?trip|ping) /, null, { ...USED, words: "network round-trip time", rise: "network-delay", fall: null }],
  [
    "cache-hits",
    / hit (ratio|rate|percent\w*|share) | (cache|keyspace|buffer|redis)( \w+)* hits? /,
    null,
    { layer: "resource", riseWeight: 0.05, fallWeight: 0.8, floor: 0.02, words: "cache hits", rise: null, fall: "cache-misses" },
  ],
  ["cache-misses", / (cache )?miss(es)? | evict\w* /, null, { ...USED, words: "cache misses", rise: "cache-misses", fall: null }],
  [
    "pool-waiting",
    / (conn(s|ections?)?|hikaricp|jdbc|dbcp|c3p0|sql|sessions?)( \w+)* (pending|wait(ing|ers|s|ed)?|queued?) /,
    null,
    { ...USED, riseWeight: 0.8, words: "requests that wait for a connection", rise: "connection-pool", fall: null },
  ],
  [
    "queue",
    / (lag|queue|backlog|pending|unacked|visible|depth|oldest) /,
    null,
    { ...USED, riseWeight: 0.8, words: "waiting work", rise: "queue-lag", fall: null },
  ],
  [
    "errors",
    / (err|errors?|fail\w*|fault\w*|exceptions?|5xx|4xx|50\d|timeouts?|abort\w*|reject\w*|unhealthy|dead) /,
    null,
    { ...FELT, words: "errors", rise: "error-rate", fall: null },
  ],
  [
    "availability",
    / (availability|success\w*|healthy|uptime|up|apdex|available) /,
    null,
    { layer: "work", riseWeight: 0.02, fallWeight: 0.8, floor: 0.0025, words: "success rate", rise: null, fall: "error-rate" },
  ],
  [
    "descriptors",
    / (fds?|file ?(descriptors?|handles?)|open files|inodes?) /,
    null,
    { ...USED, words: "open files", rise: "file-descriptors", fall: null },
  ],
  ["threads", / (threads?|goroutines?|workers? busy|busy workers?) /, null, { ...USED, words: "threads", rise: "thread-pool", fall: null }],
  [
    "connections",
    / (conn(s|ections?)?|pool|sessions?|clients?) (?!latency|duration|error|requests? |calls? )/,
    null,
    { ...USED, words: "connections", rise: "connection-pool", fall: null },
  ],
  ["sockets", / (sock(et)?s?|tcp|established|time wait) /, null, { ...USED, words: "open sockets", rise: "socket-exhaustion", fall: null }],
  [
    "latency",
    / (latency|lat|duration|response ?times?|elapsed|delay|p?(50|75|90|95|99|999)|p\d\d|percentile|wait|time taken|apdex t) /,
    null,
    { ...FELT, words: "latency", rise: "latency", fall: null },
  ],
  [
    "disk-space",
    / (disk|fs|filesystem|volume|storage)( \w+)* (used|usage|utili[sz]ation|full|percent|bytes used|avail) /,
    null,
    { ...USED, floor: 0.02, words: "disk usage", rise: "disk-full", fall: null },
  ],
  [
    "disk",
    / (disk|diskio|blkio|fs|io|iops|iowait|filesystem|volume|storage|read(s|bytes)?|writes?|written) /,
    null,
    { ...USED, words: "disk traffic", rise: "disk-io", fall: null },
  ],
  [
    "cpu",
    / (cpu|load ?(1|5|15|average|avg)|processor|cores?) /,
    /^(cores?|millicores?|m?cpu)$/i,
    { ...USED, words: "CPU usage", rise: "cpu-saturation", fall: null },
  ],
  [
    "memory",
    / (mem|memory|heap|rss|working set|swap|oom|ram|resident) /,
    null,
    { ...USED, floor: 0.02, words: "memory", rise: "memory-pressure", fall: null },
  ],
  [
    "network",
    / (net|network|rx|tx|receive[sd]?|transmit(ted)?|bandwidth|ingress|egress|sent|packets?|traffic|bytes (in|out)) /,
    null,
    { ...USED, riseWeight: 0.5, words: "network traffic", rise: "network-traffic", fall: "traffic-drop" },
  ],
  [
    "requests",
    / (requests?|req|reqs|rps|qps|tps|ops|rpm|workload|load|lod|throughput|calls?|hits|visits|invocations?|queries|transactions?|commits?|orders?|messages?|count|total|rate) /,
    /^(ops|rps|qps|req(uests)?(\/s)?)$/i,
    { layer: "demand", riseWeight: 0.4, fallWeight: 0.3, floor: 0.05, words: "requests", rise: "traffic-surge", fall: "traffic-drop" },
  ],
  ["other", /^/, null, { layer: "resource", riseWeight: 0.5, fallWeight: 0.4, floor: 0.05, words: "value", rise: null, fall: null }],
] as const satisfies readonly (readonly [string, RegExp, RegExp | null, Omit<MetricKind, "name">])[];

const known = new Map<string, MetricKind>();

/** The kind of a metric by the words of its free-text name and by its unit. */
export function metricKindOf(metric: string, unit: string | null): MetricKind {
  const key = `${metric}\n${unit ?? ""}`;
  const before = known.get(key);
  if (before) return before;
  const kind = kindOf(metric, unit);
  if (known.size < 10_000) known.set(key, kind);
  return kind;
}

function kindOf(metric: string, unit: string | null): MetricKind {
  const words = ` ${wordsOf(metric)} `;
  const isTime = unit !== null && /^(s|ms|us|µs|ns|(milli|micro)?seconds?)$/i.test(unit.trim());
  const [name, , , kind] =
    TABLE.find(([, says, units]) => says.test(words) || (unit !== null && units?.test(unit.trim()))) ?? TABLE[TABLE.length - 1] ?? TABLE[0];
  if (isTime && name === "other") return metricKindOf("latency", null);
  return { name, ...kind };
}

/** A name of a metric as words: `FreeStorageSpace`, `latency_p99` and `istio-latency-50` read “free storage space”, “latency p99”, “istio latency 50”. */
function wordsOf(metric: string): string {
  return metric
    .replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim();
}
