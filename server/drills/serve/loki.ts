import { type LogQuery, parseLogQuery } from "../logql/parse.ts";
import { type Streams, selectLines, streamOf } from "../logql/select.ts";
import { only } from "../promql/aggregate.ts";
import { keyOf } from "../promql/sample.ts";
import { durationMs, QueryError } from "../promql/tokens.ts";
import { linesBetween, type WorldLine } from "../world/lines.ts";
import { nanosOrDate, stepOf } from "./instants.ts";
import { type Handler, hasToken, json, plainText, type Reply, type Request } from "./listen.ts";
import { statsOf } from "./loki-stats.ts";
import { figure } from "./prometheus.ts";
import type { Stage } from "./stage.ts";

const MOST_ENTRIES = 5000;
const HOUR = 3_600_000;
const refusal = (text: string, status = 400): Reply => plainText(text, status, "application/json; charset=UTF-8");

/** Loki's HTTP API over the lines of a stage, reading only. */
export function loki(stage: Stage, token?: string): Handler {
  return (request) => {
    if (!hasToken(request, token)) return refusal("no credentials provided", 401);
    try {
      return route(request, stage);
    } catch (error) {
      if (error instanceof QueryError) return refusal(error.message);
      throw error;
    }
  };
}

function route(request: Request, stage: Stage): Reply {
  const { path } = request;
  const label = /^\/loki\/api\/v1\/label\/([a-zA-Z_][a-zA-Z0-9_]*)\/values$/.exec(path)?.[1];
  if (label) return json({ status: "success", data: distinct(streamsIn(request, stage).flatMap((stream) => stream[label] ?? [])) });
  switch (path) {
    case "/ready":
      return plainText("ready\n");
    case "/loki/api/v1/status/buildinfo":
      return json({ version: "2.9.8", revision: "practice-world", branch: "", buildUser: "", buildDate: "", goVersion: "" });
    case "/loki/api/v1/labels":
      return json({ status: "success", data: distinct(streamsIn(request, stage).flatMap((stream) => Object.keys(stream))) });
    case "/loki/api/v1/series":
      return json({ status: "success", data: streamsIn(request, stage) });
    case "/loki/api/v1/query_range":
    case "/loki/api/v1/query":
      return query(request, stage);
    default:
      return plainText("404 page not found\n", 404);
  }
}

type Window = { from: number; to: number };

function query({ query: given, path }: Request, stage: Stage): Reply {
  const limit = Number(given.get("limit") || 100);
  if (!Number.isInteger(limit) || limit < 1) return refusal(`strconv.Atoi: parsing ${JSON.stringify(given.get("limit"))}: invalid syntax`);
  if (limit > MOST_ENTRIES) return refusal(`max entries limit per query exceeded, limit > max_entries_limit (${limit} > ${MOST_ENTRIES})`);
  const window = windowOf(given, stage);
  if (window.to < window.from) return refusal("end timestamp must not be before or equal to start time");
  const parsed = parseLogQuery(given.get("query") ?? "");
  if (parsed.kind === "metric") return counts(parsed, path.endsWith("query"), window, stepOf(given.get("step"), durationMs), stage);
  if (path.endsWith("/query"))
    return refusal("log queries are not supported as an instant query type, please change your query to a range query type");
  const found = selectLines(stage.world(), parsed, window.from, Math.min(window.to, stage.now()));
  const isForward = given.get("direction")?.toLowerCase() === "forward";
  const kept = isForward ? found.slice(0, limit) : found.toReversed().slice(0, limit);
  return json({ status: "success", data: { resultType: "streams", result: byStream(kept), stats: statsOf(found, kept) } });
}

function windowOf(given: URLSearchParams, stage: Stage): Window {
  const to = nanosOrDate(given.get("end")) ?? stage.now();
  const since = durationMs(given.get("since") ?? "") ?? HOUR;
  return { from: nanosOrDate(given.get("start")) ?? to - since, to };
}

function byStream(lines: readonly WorldLine[]): { stream: Streams; values: [string, string][] }[] {
  const streams = new Map<string, { stream: Streams; values: [string, string][] }>();
  for (const line of lines) {
    const stream = streamOf(line);
    const key = keyOf(stream);
    const one = streams.get(key) ?? { stream, values: [] };
    one.values.push([`${line.at}000000`, line.text]);
    streams.set(key, one);
  }
  return [...streams.values()];
}

function counts(query: Extract<LogQuery, { kind: "metric" }>, isInstant: boolean, given: Window, step: number | null, stage: Stage): Reply {
  const to = Math.min(given.to, stage.now());
  const every = step ?? Math.max(1000, Math.ceil((given.to - given.from) / 250));
  const first = isInstant ? given.to : Math.floor(given.from / every) * every;
  if ((given.to - first) / every > 11_000)
    return refusal("exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter");
  const lines = selectLines(stage.world(), query, first - query.rangeMs, to).map((line) => ({
    at: line.at,
    labels: labelsOf(streamOf(line), query.by),
  }));
  const found = new Map<string, { metric: Streams; values: [number, string][] }>();
  for (let at = first; at <= given.to; at += every) {
    const inRange = new Map<string, { labels: Streams; count: number }>();
    for (const line of lines) {
      if (line.at <= at - query.rangeMs || line.at > at) continue;
      const key = keyOf(line.labels);
      const one = inRange.get(key) ?? { labels: line.labels, count: 0 };
      one.count += 1;
      inRange.set(key, one);
    }
    for (const [key, { labels, count }] of inRange) {
      const series = found.get(key) ?? { metric: labels, values: [] };
      series.values.push([at / 1000, figure(query.function === "rate" ? count / (query.rangeMs / 1000) : count)]);
      found.set(key, series);
    }
  }
  const stats = statsOf([], []);
  if (isInstant) {
    const result = [...found.values()].map(({ metric, values }) => ({ metric, value: values.at(-1) }));
    return json({ status: "success", data: { resultType: "vector", result, stats } });
  }
  return json({ status: "success", data: { resultType: "matrix", result: [...found.values()], stats } });
}

const labelsOf = (stream: Streams, by: readonly string[] | null): Streams => (by === null ? stream : only(stream, by));

function streamsIn({ query: given }: Request, stage: Stage): Streams[] {
  const { from, to } = windowOf(given, stage);
  const end = Math.min(to, stage.now());
  const wanted = [...given.getAll("match[]"), ...given.getAll("match"), ...given.getAll("query")];
  const lines =
    wanted.length === 0
      ? linesBetween(stage.world(), from, end)
      : wanted.flatMap((text) => selectLines(stage.world(), parseLogQuery(text), from, end));
  return [...new Map(lines.map((line) => [keyOf(streamOf(line)), streamOf(line)])).values()];
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].toSorted();
