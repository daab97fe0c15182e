import { fillQuery } from "#lib/contracts/query-template.ts";
import type { Window } from "../capture.ts";
import type { Link } from "../define.ts";
import type { LogRow } from "../loki/answers.ts";
import { logLabelValues, logMetric, logQuery } from "../loki/operations.ts";
import { rateWindow, stepFor } from "../prometheus/step.ts";
import { seriesFrom } from "./from-prometheus.ts";
import type { Gathering } from "./gathering.ts";
import { SERVICE_LABELS, valueMeaning } from "./names.ts";
import { selectorFor } from "./plan-metrics.ts";
import { levelOf, messageOf, traceOf } from "./read-line.ts";
import type { Wanted, WantedService } from "./wanted.ts";

/** A window is read in parts, so that a flood in one of them leaves the others readable. */
const PARTS = 12;
const LINES_A_PART = 2_000;

/** The log lines of each service: by the catalogue's templates, else by the labels that name it. */
export async function fromLoki(link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const known = new Map<string, string[]>();
  const { window } = wanted;
  for (const service of wanted.services) {
    const values = { service: service.name, namespace: service.namespace, window: rateWindow(stepFor(window)) };
    const mine = service.queries
      .filter(({ system }) => system === "loki")
      .map((template) => ({ ...template, query: fillQuery(template.query, values) }));
    for (const { name, query } of mine.filter(({ gives }) => gives === "metric")) {
      const rows = await gathering.ask(link, `${name} of ${service.name}`, () => logMetric.run(link, { query, ...window, limit: 20 }, signal));
      const plan = { metric: name, query, unit: null, kind: "gauge" as const };
      for (const row of rows ?? []) gathering.series.push(seriesFrom(service.name, plan, row, (rows ?? []).length > 1));
    }
    const lines = mine.filter(({ gives }) => gives === "logs").map(({ query }) => query);
    const queries = lines.length > 0 ? lines : await discovered(link, service, window, gathering, known, signal);
    for (const query of queries) await readParts(link, service, query, window, gathering, signal);
  }
}

async function discovered(
  link: Link,
  { name }: WantedService,
  window: Window,
  gathering: Gathering,
  known: Map<string, string[]>,
  signal?: AbortSignal,
) {
  for (const label of SERVICE_LABELS) {
    const ask = () => logLabelValues.run(link, { label, ...window, limit: 20_000 }, signal);
    const values = known.get(label) ?? (await gathering.ask(link, `values of ${label}`, ask));
    if (!values) return [];
    known.set(label, values);
    const value = valueMeaning(name, values);
    if (value !== null) return [selectorFor(label, value)];
  }
  return [];
}

async function readParts(
  link: Link,
  { name }: WantedService,
  query: string,
  { from, to }: Window,
  gathering: Gathering,
  signal?: AbortSignal,
): Promise<void> {
  const width = Math.ceil((to - from) / PARTS);
  for (let start = from; start < to; start += width) {
    const part = { from: start, to: Math.min(start + width, to) };
    const ask = () => logQuery.run(link, { query, ...part, limit: LINES_A_PART, direction: "backward" }, signal);
    const rows = await gathering.ask(link, `log lines of ${name}`, ask);
    if (rows === null) return;
    for (const row of rows) gathering.addLine(lineFrom(name, row));
  }
}

function lineFrom(service: string, { at, labels, line }: LogRow) {
  return { at, service, level: labels.level ?? labels.detected_level ?? levelOf(line), message: messageOf(line), trace: traceOf(line) };
}
