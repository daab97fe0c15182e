import { fillQuery } from "#lib/contracts/query-template.ts";
import type { Series } from "#server/rca/index.ts";
import type { Link } from "../define.ts";
import type { MeasuredSeries } from "../prometheus/answers.ts";
import { findSeries, labelValues, rangeQuery } from "../prometheus/operations.ts";
import { rateWindow, stepFor } from "../prometheus/step.ts";
import type { Gathering } from "./gathering.ts";
import { SERVICE_LABELS, valueMeaning } from "./names.ts";
import { type Plan, planMetrics, selectorFor } from "./plan-metrics.ts";
import type { Wanted, WantedService } from "./wanted.ts";

const MOST_SERIES = 20_000;
const AT_ONCE = 4;
const MOST_OF_ONE = 20;

/** The metrics of each service: by the catalogue's templates, else by the labels that name it. */
export async function fromPrometheus(link: Link, wanted: Wanted, gathering: Gathering, signal?: AbortSignal): Promise<void> {
  const known = new Map<string, string[]>();
  for (const service of wanted.services) {
    const plans = templatesFor(service, wanted) ?? (await discovered(link, service, wanted, gathering, known, signal));
    for (let start = 0; start < plans.length; start += AT_ONCE) {
      await Promise.all(plans.slice(start, start + AT_ONCE).map((plan) => measure(link, service, plan, wanted, gathering, signal)));
    }
  }
}

function templatesFor({ name, namespace, queries }: WantedService, { window }: Wanted): Plan[] | null {
  const mine = queries.filter(({ system, gives }) => system === "prometheus" && gives === "metric");
  if (mine.length === 0) return null;
  const values = { service: name, namespace, window: rateWindow(stepFor(window)) };
  return mine.map((template) => ({
    metric: template.name,
    query: fillQuery(template.query, values),
    unit: null,
    kind: /\b(rate|irate|increase)\s*\(/.test(template.query) && !template.query.includes("/") ? "counter" : "gauge",
  }));
}

async function discovered(
  link: Link,
  service: WantedService,
  { window }: Wanted,
  gathering: Gathering,
  known: Map<string, string[]>,
  signal?: AbortSignal,
) {
  for (const label of SERVICE_LABELS) {
    const values =
      known.get(label) ?? (await gathering.ask(link, `values of ${label}`, () => labelValues.run(link, { label, limit: MOST_SERIES }, signal)));
    if (!values) return [];
    known.set(label, values);
    const value = valueMeaning(service.name, values);
    if (value === null) continue;
    const selector = selectorFor(label, value);
    const found = await gathering.ask(link, `series of ${service.name}`, () =>
      findSeries.run(link, { match: [selector], ...window, limit: MOST_SERIES }, signal),
    );
    if (found && found.length > 0) return planMetrics(found, selector, rateWindow(stepFor(window)));
  }
  return [];
}

async function measure(
  link: Link,
  service: WantedService,
  plan: Plan,
  { window }: Wanted,
  gathering: Gathering,
  signal?: AbortSignal,
): Promise<void> {
  const input = { query: plan.query, ...window, limit: MOST_OF_ONE };
  const rows = await gathering.ask(link, `${plan.metric} of ${service.name}`, () => rangeQuery.run(link, input, signal));
  for (const row of rows ?? []) gathering.series.push(seriesFrom(service.name, plan, row, (rows ?? []).length > 1));
}

/** Where one query gives several series, their labels tell them apart. */
export function seriesFrom(
  service: string,
  { metric, unit, kind }: Plan,
  { labels, times, values }: MeasuredSeries,
  isOneOfSeveral: boolean,
): Series {
  const parts = Object.entries(labels).filter(([label]) => label !== "__name__");
  const suffix = isOneOfSeveral && parts.length > 0 ? ` ${parts.map(([label, value]) => `${label}=${value}`).join(" ")}` : "";
  return { service, metric: `${metric}${suffix}`, unit, kind, times: Float64Array.from(times), values: Float64Array.from(values) };
}
