import { FAMILIES } from "../metrics/families.ts";
import type { MetricStore } from "../metrics/store.ts";
import { openCursor } from "../promql/cursor.ts";
import { planOf, valueAt } from "../promql/evaluate.ts";
import { parseQuery } from "../promql/parse.ts";
import { parseMatchers } from "../promql/parse-selector.ts";
import { keyOf } from "../promql/sample.ts";
import { durationMs, QueryError } from "../promql/tokens.ts";
import { secondsOrDate, stepOf } from "./instants.ts";
import { type Handler, hasToken, json, plainText, type Reply, type Request } from "./listen.ts";
import type { Stage } from "./stage.ts";

const MOST_POINTS = 11_000;

const success = (data: unknown): Reply => json({ status: "success", data });
const failure = (error: string, errorType = "bad_data", status = 400): Reply => json({ status: "error", errorType, error }, status);

/** Prometheus' HTTP API over the world of a stage, reading only. */
export function prometheus(stage: Stage, token?: string): Handler {
  return (request) => {
    if (!hasToken(request, token)) return plainText("Unauthorized\n", 401);
    try {
      return route(request, stage);
    } catch (error) {
      if (error instanceof QueryError) return failure(error.message, error.kind, error.kind === "execution" ? 422 : 400);
      throw error;
    }
  };
}

function route(request: Request, stage: Stage): Reply {
  const { path, query } = request;
  const values = /^\/api\/v1\/label\/([a-zA-Z_][a-zA-Z0-9_]*)\/values$/.exec(path)?.[1];
  if (values) return success(distinct(seriesFor(request, stage).flatMap((labels) => labels[values] ?? [])));
  switch (path) {
    case "/-/healthy":
      return plainText("Prometheus Server is Healthy.\n");
    case "/-/ready":
      return plainText("Prometheus Server is Ready.\n");
    case "/api/v1/query":
      return instantQuery(query, stage);
    case "/api/v1/query_range":
      return rangeQuery(query, stage);
    case "/api/v1/series":
      return query.has("match[]") ? success(seriesFor(request, stage)) : failure("no match[] parameter provided");
    case "/api/v1/labels":
      return success(distinct(seriesFor(request, stage).flatMap((labels) => Object.keys(labels))));
    case "/api/v1/metadata":
      return success(Object.fromEntries(FAMILIES.map(({ name, type, help }) => [name, [{ type, help, unit: "" }]])));
    case "/api/v1/alerts":
      return success({ alerts: alertsOf(stage) });
    case "/api/v1/status/buildinfo":
      return success({ version: "2.53.2", revision: "practice-world", branch: "main", buildUser: "muster", buildDate: "", goVersion: "" });
    default:
      return plainText("404 page not found\n", 404);
  }
}

function instantQuery(query: URLSearchParams, stage: Stage): Reply {
  const at = query.has("time") ? secondsOrDate(query.get("time")) : stage.now();
  if (at === null) return failure(`invalid parameter "time": cannot parse ${JSON.stringify(query.get("time"))} to a valid timestamp`);
  const store = stage.store();
  const value = valueAt(planOf(parsed(query), store), store, at);
  if (value.kind === "scalar") return success({ resultType: "scalar", result: [at / 1000, figure(value.value)] });
  return success({
    resultType: "vector",
    result: value.samples.map(({ labels, value: measured }) => ({ metric: labels, value: [at / 1000, figure(measured)] })),
  });
}

function rangeQuery(query: URLSearchParams, stage: Stage): Reply {
  const [start, end, step] = [secondsOrDate(query.get("start")), secondsOrDate(query.get("end")), stepOf(query.get("step"), durationMs)];
  for (const [name, value] of Object.entries({ start, end })) {
    if (value === null) return failure(`invalid parameter "${name}": cannot parse ${JSON.stringify(query.get(name) ?? "")} to a valid timestamp`);
  }
  if (step === null) return failure(`invalid parameter "step": cannot parse ${JSON.stringify(query.get("step") ?? "")} to a valid duration`);
  if (start === null || end === null || end < start) return failure('invalid parameter "end": end timestamp must not be before start time');
  if ((end - start) / step > MOST_POINTS) {
    return failure("exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
  }
  return success({ resultType: "matrix", result: matrixOf(parsed(query), stage.store(), { start, end, step }) });
}

type Window = { start: number; end: number; step: number };

export function matrixOf(
  query: ReturnType<typeof parseQuery>,
  store: MetricStore,
  { start, end, step }: Window,
): { metric: Record<string, string>; values: [number, string][] }[] {
  const plan = planOf(query, store);
  const found = new Map<string, { metric: Record<string, string>; values: [number, string][] }>();
  for (let at = start; at <= end; at += step) {
    const value = valueAt(plan, store, at);
    const samples = value.kind === "scalar" ? [{ labels: {}, value: value.value }] : value.samples;
    for (const { labels, value: measured } of samples) {
      const key = keyOf(labels);
      const series = found.get(key) ?? { metric: labels, values: [] };
      series.values.push([at / 1000, figure(measured)]);
      found.set(key, series);
    }
  }
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, series]) => series);
}

function parsed(query: URLSearchParams) {
  return parseQuery(query.get("query") ?? "");
}

/** A number as Go prints it: without an exponent. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

function seriesFor({ query }: Request, stage: Stage): Record<string, string>[] {
  const store = stage.store();
  const from = secondsOrDate(query.get("start")) ?? stage.now() - 3_600_000;
  const to = Math.min(secondsOrDate(query.get("end")) ?? stage.now(), stage.now());
  const wanted = query.getAll("match[]");
  const all = wanted.length === 0 ? store.select([]) : wanted.flatMap((text) => store.select(matchersIn(text)));
  const instants = [from, (from + to) / 2, to];
  return [...new Set(all)].filter(({ valueIn }) => instants.some((at) => valueIn(store.slotAt(at)) !== null)).map(({ labels }) => labels);
}

function matchersIn(text: string) {
  const query = parseQuery(text);
  if (query.kind === "select") return query.matchers;
  return parseMatchers(openCursor(text));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].toSorted();

function alertsOf(stage: Stage): unknown[] {
  const { scenario, startedAt, relievedAt } = stage.world();
  const alert = scenario.alert;
  const at = startedAt + (alert?.afterMinutes ?? 0) * 60_000;
  if (!alert || at > stage.now() || (relievedAt !== null && stage.now() > relievedAt + 10 * 60_000)) return [];
  return [
    {
      labels: { alertname: alert.name, service: alert.service, severity: "critical" },
      annotations: { summary: alert.summary },
      state: "firing",
      activeAt: new Date(at).toISOString(),
      value: "1e+00",
    },
  ];
}
