import { fillQuery } from "#lib/contracts/query-template.ts";
import type { Series } from "#server/rca/index.ts";
import { type DatadogSeries, findMetrics, queryMetrics, searchEvents, searchLogs } from "../datadog/operations.ts";
import type { Link } from "../define.ts";
import { rateWindow, stepFor } from "../prometheus/step.ts";
import type { Gathering } from "./gathering.ts";
import type { Wanted, WantedService } from "./wanted.ts";

const PARTS = 6;
const LINES_A_PART = 2_000;
const MOST_METRICS = 30;
const COUNTED = /\.(hits|errors|count|requests)$/;
const TELLING = [/error|fail/, /duration|latency/, /request|hits/, /connection|pool|queue/, /cpu|mem/];
const ABOUT_CHANGES = /deploy|release|rollout|feature.?flag|config|migration|scal(e|ing)|restart/i;

/** Log lines, metrics and events by the tag `service`, or by the catalogue's templates. */
export async function fromDatadog(link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  for (const service of wanted.services) {
    await readMetrics(link, service, wanted, gathering, signal);
    await readLogs(link, service, wanted, gathering, signal);
    await readEvents(link, service, wanted, gathering, signal);
  }
}

async function readMetrics(link: Link, service: WantedService, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const { window } = wanted;
  const plans = templates(service, "metric", wanted) ?? (await discovered(link, service, gathering, signal));
  for (const { name, query } of plans) {
    const rows = await gathering.ask(link, `${name} of ${service.name}`, () => queryMetrics.run(link, { query, ...window, limit: 20 }, signal));
    for (const row of rows ?? []) gathering.series.push(seriesFrom(service.name, name, row, COUNTED.test(name)));
  }
}

async function discovered(link: Link, { name }: WantedService, gathering: Gathering, signal?: AbortSignal) {
  const names = await gathering.ask(link, `metrics of ${name}`, () =>
    findMetrics.run(link, { tags: `service:${name}`, hours: 24, limit: 1_000 }, signal),
  );
  const ranked = (names ?? []).toSorted((one, other) => rankOf(one) - rankOf(other) || one.localeCompare(other)).slice(0, MOST_METRICS);
  return ranked.map((metric) => ({
    name: metric,
    query: COUNTED.test(metric) ? `sum:${metric}{service:${name}}.as_rate()` : `avg:${metric}{service:${name}}`,
  }));
}

async function readLogs(link: Link, service: WantedService, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const { from, to } = wanted.window;
  const queries = templates(service, "logs", wanted) ?? [{ query: `service:${service.name}` }];
  const width = Math.ceil((to - from) / PARTS);
  for (const { query } of queries) {
    for (let start = from; start < to; start += width) {
      const part = { from: start, to: Math.min(start + width, to) };
      const ask = () => searchLogs.run(link, { query, ...part, limit: LINES_A_PART, sort: "-timestamp" }, signal);
      const rows = await gathering.ask(link, `log lines of ${service.name}`, ask);
      if (rows === null) return;
      for (const { at, level, message, trace } of rows) gathering.addLine({ at, service: service.name, level: level || null, message, trace });
    }
  }
}

async function readEvents(link: Link, { name }: WantedService, { window }: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const rows = await gathering.ask(link, `events of ${name}`, () =>
    searchEvents.run(link, { query: `service:${name}`, ...window, limit: 500 }, signal),
  );
  for (const { at, id, title, message, source } of rows ?? []) {
    if (!ABOUT_CHANGES.test(`${title} ${source}`)) continue;
    gathering.changes.push({ id: `datadog:${id}`, at, kind: "deploy", service: name, title, author: null, link: null, detail: message });
  }
}

function templates(service: WantedService, gives: "metric" | "logs", { window }: Wanted): { name: string; query: string }[] | null {
  const mine = service.queries.filter((template) => template.system === "datadog" && template.gives === gives);
  if (mine.length === 0) return null;
  const values = { service: service.name, namespace: service.namespace, window: rateWindow(stepFor(window)) };
  return mine.map(({ name, query }) => ({ name, query: fillQuery(query, values) }));
}

function seriesFrom(service: string, metric: string, { unit, times, values }: DatadogSeries, isRate: boolean): Series {
  return { service, metric, unit, kind: isRate ? "counter" : "gauge", times: Float64Array.from(times), values: Float64Array.from(values) };
}

function rankOf(name: string): number {
  const rank = TELLING.findIndex((words) => words.test(name));
  return rank < 0 ? TELLING.length : rank;
}
