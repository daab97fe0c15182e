import type { Statement } from "./answer.ts";
import type { Bundle, Series } from "./bundle.ts";
import { middle } from "./changes/numbers.ts";
import { shiftOf } from "./changes/shift.ts";
import type { Frame } from "./frame.ts";
import type { Notebook } from "./notebook.ts";

type Kind = "errors" | "availability" | "latency" | "traffic";
type Felt = { service: string; metric: string; kind: Kind; text: string; change: number; from: number; to: number; isOver: boolean };

const KINDS: readonly [Kind, RegExp][] = [
  ["availability", /availab|success|uptime/i],
  ["errors", /error|fail|5xx|reject|exception/i],
  ["latency", /latency|duration|response_?time|p9\d|p50/i],
  ["traffic", /requests?|rps|qps|throughput|traffic|orders|logins|per_min/i],
];
const RESOURCE = /cpu|mem|disk|node_|network_(?:receive|transmit)/i;
const MOST = 5;
/** What began longer before the trouble was seen, or changed less, is not its doing. */
const LEAD_MS = 45 * 60_000;
const LEAST_CHANGE = 0.1;

/**
 * What the incident did to those who use the services, in figures: success rate, error rate, latency and traffic before and during it (medians), from when to
 * when; then how long it lasted and how many services it reached. Of each service and kind the largest change; services with symptoms first.
 */
export function impactOf(bundle: Bundle, frame: Frame, notebook: Notebook): Statement[] {
  const felt = largestOf(bundle.series.flatMap((series) => feltOf(series, frame))).toSorted(
    (one, other) => rankOf(one, frame) - rankOf(other, frame) || other.change - one.change || one.from - other.from,
  );
  const told = felt.slice(0, MOST).map((one) => ({ ...one, evidence: cite(one, notebook) }));
  const whole = wholeOf(bundle, felt, middle(told.map(({ from }) => from)), told.flatMap(({ evidence }) => evidence).slice(0, 3));
  return [...(whole ? [whole] : []), ...told.map(({ text, evidence }) => ({ text, evidence }))];
}

function largestOf(all: readonly Felt[]): Felt[] {
  const largest = new Map<string, Felt>();
  for (const one of all) {
    const name = `${one.service}\n${one.kind}`;
    if (one.change > (largest.get(name)?.change ?? 0)) largest.set(name, one);
  }
  return [...largest.values()];
}

function cite({ service, metric, text, from }: Felt, notebook: Notebook): string[] {
  return [notebook.cite({ kind: "series", source: "metrics.csv", title: `${service} ${metric}`, excerpt: text, at: new Date(from).toISOString() })];
}

const rankOf = ({ service, kind }: Felt, { symptoms }: Frame): number =>
  (symptoms.some((symptom) => symptom.service === service) ? 0 : 10) + ["availability", "errors", "latency", "traffic"].indexOf(kind);

function feltOf(series: Series, frame: Frame): Felt[] {
  const { service, metric, times, values } = series;
  const kind = RESOURCE.test(metric) ? undefined : KINDS.find(([, pattern]) => pattern.test(metric))?.[0];
  const shift = kind ? shiftOf(times, values, frame.onset) : null;
  if (!kind || !shift || isGood(kind, shift.direction)) return [];
  const end = shift.backAt ?? times.at(-1) ?? frame.trouble.to;
  if (shift.at < frame.onset - LEAD_MS || end < Math.min(frame.onset, frame.trouble.from)) return [];
  const during = middleBetween(series, shift.at, end);
  const change = during === null ? 0 : Math.abs(during - shift.from) / Math.max(Math.abs(during), Math.abs(shift.from), 1e-12);
  const isShare = kind === "availability" || kind === "errors";
  if (during === null || (!isShare && change < LEAST_CHANGE)) return [];
  const since = shift.backAt === null ? `since ${clock(shift.at)}, and it has not come back` : `from ${clock(shift.at)} to ${clock(end)}`;
  const text = `${wordsOf(kind, series, shift.from, during)} ${since} (UTC).`;
  return [{ service, metric, kind, text, change, from: shift.at, to: end, isOver: shift.backAt !== null }];
}

/** Fewer errors, more that succeeds and quicker answers are no harm. */
function isGood(kind: Kind, direction: "up" | "down"): boolean {
  return (kind === "errors" || kind === "latency") === (direction === "down") && kind !== "traffic";
}

function wordsOf(kind: Kind, { service, metric, unit }: Series, before: number, during: number): string {
  const went = during > before ? "rose" : "fell";
  const [was, is] = [figure(before, metric, unit), figure(during, metric, unit)];
  if (kind === "availability") return `The success rate of ${service} ${went} from ${was} to ${is}`;
  if (kind === "errors" && isShare(metric, before, during))
    return `The success rate of ${service} fell from ${percent(1 - before)} to ${percent(1 - during)} (${metric} rose from ${small(before)} to ${small(during)})`;
  if (kind === "latency") return `Answers of ${service} took ${is} instead of ${was} (${metric})`;
  return `${metric} of ${service} ${went} from ${was} to ${is}`;
}

const isShare = (metric: string, before: number, during: number): boolean =>
  /ratio|rate|share|fraction/i.test(metric) && !/per_|pct|percent/i.test(metric) && Math.max(before, during) <= 1;

function figure(value: number, metric: string, unit: string | null): string {
  if (/pct|percent/i.test(metric) || unit === "%") return `${Number(value.toPrecision(4))} %`;
  if (/availab|success|ratio/i.test(metric) && value <= 1) return percent(value);
  const suffix = unit ?? (/_ms$|millis/i.test(metric) ? "ms" : /seconds|_s$/i.test(metric) ? "s" : "");
  return `${Number(value.toPrecision(3))}${suffix ? ` ${suffix}` : ""}`;
}

const small = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

/** Never rounded up to 100 %. */
function percent(share: number): string {
  const value = share * 100;
  const digits = value > 99 && value < 100 ? 10 ** Math.min(4, Math.max(1, Math.ceil(-Math.log10(100 - value)))) : 10;
  return `${Math.floor(value * digits + 1e-9) / digits} %`;
}

function middleBetween({ times, values }: Series, from: number, to: number): number | null {
  const within = [...values].filter((value, at) => Number.isFinite(value) && (times[at] ?? 0) >= from && (times[at] ?? 0) < to + 1);
  return within.length > 0 ? middle(within) : null;
}

/** `from`: when most of what was felt had begun, so that one early wobble does not lengthen it. */
function wholeOf({ incident }: Bundle, felt: readonly Felt[], from: number, evidence: string[]): Statement | null {
  if (felt.length === 0) return null;
  const over = felt.filter(({ isOver }) => isOver);
  const services = [...new Set(felt.map(({ service }) => service))];
  const reached = `${services.length} ${services.length === 1 ? "service" : "services"} (${services.slice(0, 6).join(", ")}${services.length > 6 ? " and others" : ""})`;
  const end = incident.endedAt ?? (over.length * 2 > felt.length ? Math.max(...over.map(({ to }) => to)) : null);
  const minutes = Math.max(1, Math.round(((end ?? Math.max(...felt.map((one) => one.to))) - from) / 60_000));
  const lasted =
    end === null
      ? `It has lasted ${spell(minutes)} so far, since ${clock(from)}`
      : `It lasted ${spell(minutes)}, from ${clock(from)} to ${clock(end)}`;
  return { text: `${lasted} (UTC), and reached ${reached}.`, evidence };
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

function spell(minutes: number): string {
  if (minutes < 60) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ""}`;
}
