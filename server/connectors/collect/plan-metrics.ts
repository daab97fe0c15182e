import { quoted } from "./names.ts";

/** A series to ask for. `kind` "counter" means that the query has made a rate of it. */
export type Plan = { metric: string; query: string; unit: string | null; kind: "gauge" | "counter" };

const MOST_METRICS = 40;
const INTERNAL = /^(go_|process_(start|virtual|max)|promhttp_|python_info|scrape_|jvm_info|nodejs_version|ALERTS)|_(info|created|build_info)$/;
const LEFT_OVER = /free|avail|remaining|idle/;
const STATUS_LABELS = ["code", "status", "status_code", "http_status_code", "http_response_status_code", "grpc_code", "grpc_status"];
/** What tells most about trouble comes first where there are too many. */
const TELLING = [
  /error|fail|exception|5xx/,
  /duration|latency|seconds_bucket|response_time/,
  /request|http|rpc/,
  /pool|connection|queue|lag|wait/,
  /cpu|memory|heap|disk|throttl|oom|restart/,
];

/**
 * Which series to ask for, given the label sets that a selector found: rates of counters, errors as a share of requests where a label holds the status, the
 * 99th percentile of histograms, the worst of gauges. `window` is the length of rates, as in `60s`. Pure.
 */
export function planMetrics(labelSets: readonly Record<string, string>[], selector: string, window: string): Plan[] {
  const byName = Map.groupBy(labelSets, ({ __name__ = "" }) => __name__);
  const names = [...byName.keys()].filter((name) => name !== "" && !INTERNAL.test(name));
  const histograms = new Set(names.filter((name) => name.endsWith("_bucket")).map((name) => name.slice(0, -"_bucket".length)));
  return names
    .filter((name) => !isPartOfHistogram(name, histograms))
    .toSorted((one, other) => rankOf(one) - rankOf(other) || one.localeCompare(other))
    .slice(0, MOST_METRICS)
    .flatMap((name) => plansFor(name, byName, selector, window));
}

function plansFor(name: string, byName: ReadonlyMap<string, readonly Record<string, string>[]>, selector: string, window: string): Plan[] {
  const sets = byName.get(name) ?? [];
  const unit = unitOf(name);
  if (name.endsWith("_bucket")) {
    const base = name.slice(0, -"_bucket".length);
    const requests = {
      metric: `${base}_count_per_second`,
      query: `sum(rate(${base}_count${selector}[${window}]))`,
      unit: null,
      kind: "counter" as const,
    };
    const slowest = {
      metric: `${base}_p99`,
      query: `histogram_quantile(0.99, sum by (le) (rate(${name}${selector}[${window}])))`,
      unit,
      kind: "gauge" as const,
    };
    const usual = { ...slowest, metric: `${base}_p50`, query: slowest.query.replace("0.99", "0.5") };
    return [slowest, usual, requests];
  }
  if (!isCounter(name)) return [{ metric: name, query: `${LEFT_OVER.test(name) ? "min" : "max"}(${name}${selector})`, unit, kind: "gauge" }];
  if (name.endsWith("_sum") && byName.has(countOf(name)))
    return [{ metric: `${name.slice(0, -"_sum".length)}_mean`, query: meanQuery(name, selector, window), unit, kind: "gauge" }];
  const rate = { metric: name, query: `sum(rate(${name}${selector}[${window}]))`, unit, kind: "counter" as const };
  const label = STATUS_LABELS.find((one) => sets.some((set) => set[one] !== undefined));
  return label ? [rate, errorShare(name, label, selector, window)] : [rate];
}

const countOf = (sum: string): string => sum.replace(/_sum$/, "_count");

/** Seconds that went by say how long one took only beside how many there were. */
function meanQuery(sum: string, selector: string, window: string): string {
  return `sum(rate(${sum}${selector}[${window}])) / sum(rate(${countOf(sum)}${selector}[${window}]))`;
}

/** Nothing failed where no series says so, which is 0 and no gap. */
function errorShare(name: string, label: string, selector: string, window: string): Plan {
  const isGrpc = label.startsWith("grpc");
  const failed = isGrpc ? `${label}!~"OK|0|NotFound|5|Canceled|1"` : `${label}=~"5.."`;
  const narrowed = selector.replace(/\}$/, `,${failed}}`);
  const all = `sum(rate(${name}${selector}[${window}]))`;
  const query = `(sum(rate(${name}${narrowed}[${window}])) or ${all} * 0) / ${all}`;
  return { metric: `${name.replace(/_total$/, "")}_error_ratio`, query, unit: null, kind: "gauge" };
}

export function selectorFor(label: string, value: string): string {
  return `{${label}=${quoted(value)}}`;
}

function isCounter(name: string): boolean {
  return /_(total|count|sum)$/.test(name);
}

function isPartOfHistogram(name: string, histograms: ReadonlySet<string>): boolean {
  const base = name.replace(/_(sum|count)$/, "");
  return base !== name && histograms.has(base);
}

function rankOf(name: string): number {
  const rank = TELLING.findIndex((words) => words.test(name));
  return rank < 0 ? TELLING.length : rank;
}

function unitOf(name: string): string | null {
  if (/_seconds(_|$)/.test(name)) return "s";
  if (/_(milliseconds|ms)(_|$)/.test(name)) return "ms";
  return /_bytes(_|$)/.test(name) ? "B" : null;
}
