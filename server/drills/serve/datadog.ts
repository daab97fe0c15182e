import { objectsAt } from "../cluster/objects.ts";
import { QueryError } from "../promql/tokens.ts";
import { linesBetween, type WorldLine } from "../world/lines.ts";
import { METRIC_NAMES, seriesOf } from "./datadog-metrics.ts";
import { wordsTest } from "./datadog-words.ts";
import { type Handler, json, objectIn, type Reply, type Request } from "./listen.ts";
import type { Stage } from "./stage.ts";

export type DatadogKeys = { apiKey: string; appKey: string };

/** Datadog's API over a stage: validation of keys, logs, metrics, events. */
export function datadog(stage: Stage, keys?: DatadogKeys): Handler {
  return (request) => {
    const { headers, path } = request;
    if (keys && headers["dd-api-key"] !== keys.apiKey) return json({ errors: ["Forbidden"] }, 403);
    if (path === "/api/v1/validate") return json({ valid: true });
    if (keys && headers["dd-application-key"] !== keys.appKey) return json({ errors: ["Forbidden"] }, 403);
    try {
      return route(request, stage);
    } catch (error) {
      if (error instanceof QueryError) return json({ errors: [error.message] }, 400);
      throw error;
    }
  };
}

function route(request: Request, stage: Stage): Reply {
  const { path, query, method } = request;
  const now = stage.now();
  switch (`${method} ${path}`) {
    case "POST /api/v2/logs/events/search":
      return logs(objectIn(request), stage);
    case "GET /api/v2/logs/events":
      return logs(flat(query), stage);
    case "GET /api/v1/query": {
      const [start, end] = [Number(query.get("from")) * 1000, Math.min(now, Number(query.get("to")) * 1000)];
      if (!(end > start)) return json({ errors: ["The value provided for parameter 'from' or 'to' is invalid"] }, 400);
      const series = seriesOf(query.get("query") ?? "", stage.store(), { start, end });
      return json({
        status: "ok",
        res_type: "time_series",
        resp_version: 1,
        query: query.get("query"),
        from_date: start,
        to_date: end,
        series,
        values: [],
        times: [],
        message: "",
        group_by: [],
      });
    }
    case "GET /api/v2/events":
      return json({
        data: eventsIn(
          stage,
          timeOf(query.get("filter[from]"), now, now - 3_600_000),
          timeOf(query.get("filter[to]"), now, now),
          query.get("filter[query]") ?? "",
        ).map(newEvent),
        meta: { status: "done" },
      });
    case "POST /api/v2/events/search": {
      const { filter = {} } = objectIn(request) as Search;
      const found = eventsIn(stage, timeOf(filter.from, now, now - 3_600_000), timeOf(filter.to, now, now), filter.query ?? "");
      return json({ data: found.map(newEvent), meta: { status: "done", page: {} } });
    }
    case "GET /api/v2/metrics":
      return json({ data: METRIC_NAMES.map((id) => ({ type: "metrics", id })) });
    case "GET /api/v1/metrics":
      return json({ metrics: METRIC_NAMES, from: query.get("from") });
    case "GET /api/v1/events":
      return json({ events: eventsIn(stage, Number(query.get("start")) * 1000, Number(query.get("end") ?? now / 1000) * 1000, "").map(oldEvent) });
    default:
      return json({ errors: ["Not found"] }, 404);
  }
}

type Search = { filter?: { query?: string; from?: string; to?: string }; page?: { limit?: number; cursor?: string }; sort?: string };

function flat(query: URLSearchParams): Search {
  const read = (name: string): string | undefined => query.get(name) ?? undefined;
  return {
    filter: { query: read("filter[query]"), from: read("filter[from]"), to: read("filter[to]") },
    page: { limit: Number(query.get("page[limit]") ?? 10), cursor: read("page[cursor]") },
    sort: read("sort"),
  };
}

function logs({ filter = {}, page = {}, sort = "timestamp" }: Search, stage: Stage): Reply {
  const now = stage.now();
  const limit = Number(page.limit ?? 10);
  if (!(limit >= 1 && limit <= 1000)) return json({ errors: [`Invalid page limit ${page.limit}: it has to be from 1 to 1000`] }, 400);
  const [from, to] = [timeOf(filter.from, now, now - 15 * 60_000), Math.min(now, timeOf(filter.to, now, now))];
  const fits = wordsTest(filter.query ?? "*");
  const found = linesBetween(stage.world(), from, to).filter((line) => fits(fieldsOf(line), line.text));
  const ordered = sort.startsWith("-") ? found.toReversed() : found;
  const begin = Number(page.cursor ?? 0) || 0;
  const after = begin + limit < ordered.length ? String(begin + limit) : undefined;
  return json({
    data: ordered.slice(begin, begin + limit).map((line, index) => logEvent(line, begin + index)),
    meta: { status: "done", elapsed: 12, page: after ? { after } : {} },
    ...(after ? { links: { next: `/api/v2/logs/events?page[cursor]=${after}` } } : {}),
  });
}

const statusOf = ({ level }: WorldLine): string => (level === "fatal" ? "critical" : level);
const fieldsOf = (line: WorldLine): Record<string, string> => ({
  service: line.service,
  status: statusOf(line),
  host: line.pod,
  pod_name: line.pod,
  kube_namespace: line.namespace,
});

function logEvent(line: WorldLine, index: number) {
  return {
    id: `${line.at.toString(36)}-${index}`,
    type: "log",
    attributes: {
      timestamp: new Date(line.at).toISOString(),
      status: statusOf(line),
      service: line.service,
      host: line.pod,
      message: line.text,
      tags: [`pod_name:${line.pod}`, `kube_namespace:${line.namespace}`, `service:${line.service}`],
      attributes: {},
    },
  };
}

/** RFC 3339, Unix milliseconds, or `now-15m`. */
function timeOf(text: string | null | undefined, now: number, otherwise: number): number {
  const back = /^now(?:-(\d+)([smhd]))?$/.exec(text ?? "");
  if (back) return now - Number(back[1] ?? 0) * ({ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[back[2] ?? "s"] ?? 0);
  if (text && /^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text ?? "");
  return Number.isNaN(date) ? otherwise : date;
}

type Happening = { at: number; title: string; text: string; tags: string[]; source: string };

function eventsIn(stage: Stage, from: number, to: number, words: string): Happening[] {
  const world = stage.world();
  const fits = wordsTest(words === "" ? "*" : words);
  const changes = (world.scenario.hidden?.changes ? [] : world.changes).map(
    ({ at, kind, service, title, detail }): Happening => ({ at, title, text: detail, tags: [`service:${service}`, `kind:${kind}`], source: kind }),
  );
  const events = objectsAt(world, stage.now())
    .filter(({ kind }) => kind === "Event")
    .map((object): Happening => {
      const about = object.involvedObject as { kind: string; name: string };
      return {
        at: Date.parse(String(object.lastTimestamp)),
        title: `${object.reason} ${about.kind} ${about.name}`,
        text: String(object.message),
        tags: [`kube_kind:${about.kind}`, `kube_name:${about.name}`],
        source: "kubernetes",
      };
    });
  return [...changes, ...events]
    .filter(
      ({ at, title, text, tags }) =>
        at >= from && at <= Math.min(to, stage.now()) && fits(Object.fromEntries(tags.map((tag) => tag.split(":"))), `${title} ${text}`),
    )
    .toSorted((one, other) => other.at - one.at);
}

function newEvent({ at, title, text, tags, source }: Happening, index: number) {
  const timestamp = new Date(at).toISOString();
  return {
    id: `${at}-${index}`,
    type: "event",
    attributes: {
      timestamp,
      tags,
      message: text,
      attributes: { title, timestamp: at, evt: { name: title, source_id: 0 }, source_type_name: source },
    },
  };
}

function oldEvent({ at, title, text, tags, source }: Happening, index: number) {
  return {
    id: at * 100 + (index % 100),
    title,
    text,
    tags,
    date_happened: Math.floor(at / 1000),
    source,
    priority: "normal",
    alert_type: "info",
    host: "",
  };
}
