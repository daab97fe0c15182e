import { parseQuery } from "../promql/parse.ts";
import { durationMs, QueryError } from "../promql/tokens.ts";
import { DASHBOARDS, type Dashboard } from "./dashboards.ts";
import { type Handler, hasToken, json, objectIn, type Reply, type Request } from "./listen.ts";
import { matrixOf } from "./prometheus.ts";
import type { Stage } from "./stage.ts";

const SOURCE = { uid: "prometheus", type: "prometheus" };

/** Grafana's HTTP API over a stage: health, search, dashboards, queries of its data source, annotations. */
export function grafana(stage: Stage, token?: string): Handler {
  return (request) => {
    if (request.path === "/api/health") return json({ commit: "practice", database: "ok", version: "11.3.0" });
    if (!hasToken(request, token)) return json({ message: "Invalid API key", messageId: "api-key.invalid", statusCode: 401, traceID: "" }, 401);
    return route(request, stage);
  };
}

function route(request: Request, stage: Stage): Reply {
  const { path, query, method } = request;
  if (path === "/api/search") return json(search(query));
  if (path === "/api/org") return json({ id: 1, name: "Practice shop" });
  if (path === "/api/datasources") return json([sourceObject()]);
  if (path === `/api/datasources/uid/${SOURCE.uid}`) return json(sourceObject());
  if (path === "/api/annotations") return json(annotations(query, stage));
  if (path === "/api/ds/query" && method === "POST") return dataQuery(request, stage);
  const uid = /^\/api\/dashboards\/uid\/([^/]+)$/.exec(path)?.[1];
  if (!uid) return json({ message: "Not found" }, 404);
  const dashboard = DASHBOARDS.find((one) => one.uid === uid);
  return dashboard
    ? json(dashboardObject(dashboard))
    : json({ message: "Dashboard not found", messageId: "dashboards.notFound", statusCode: 404, traceID: "" }, 404);
}

const urlOf = ({ uid }: Dashboard): string => `/d/${uid}/${uid}`;
const sourceObject = () => ({
  id: 1,
  orgId: 1,
  name: "Prometheus",
  access: "proxy",
  url: "http://prometheus:9090",
  isDefault: true,
  readOnly: true,
  ...SOURCE,
});

function search(query: URLSearchParams): unknown[] {
  const text = (query.get("query") ?? "").toLowerCase();
  const tags = query.getAll("tag");
  return DASHBOARDS.filter(({ title, tags: own }) => title.toLowerCase().includes(text) && tags.every((tag) => own.includes(tag))).map(
    (dashboard, index) => ({
      id: index + 1,
      uid: dashboard.uid,
      title: dashboard.title,
      uri: `db/${dashboard.uid}`,
      url: urlOf(dashboard),
      slug: "",
      type: "dash-db",
      tags: dashboard.tags,
      isStarred: false,
    }),
  );
}

function dashboardObject(dashboard: Dashboard) {
  const { uid, title, tags, panels } = dashboard;
  return {
    meta: { type: "db", canSave: false, canEdit: false, canAdmin: false, slug: uid, url: urlOf(dashboard), version: 3, provisioned: true },
    dashboard: {
      id: 1,
      uid,
      title,
      tags,
      timezone: "utc",
      schemaVersion: 39,
      version: 3,
      time: { from: "now-3h", to: "now" },
      panels: panels.map((panel, index) => ({
        id: index + 1,
        type: "timeseries",
        title: panel.title,
        datasource: SOURCE,
        gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
        fieldConfig: { defaults: { unit: panel.unit }, overrides: [] },
        targets: [{ refId: "A", datasource: SOURCE, expr: panel.expr }],
      })),
    },
  };
}

/** Changes and the alert, as a team writes them into Grafana. */
function annotations(query: URLSearchParams, stage: Stage): unknown[] {
  const world = stage.world();
  const to = Math.min(Number(query.get("to") ?? stage.now()), stage.now());
  const from = Number(query.get("from") ?? to - 6 * 3_600_000);
  const wanted = query.getAll("tags");
  const changes = world.scenario.hidden?.changes ? [] : world.changes;
  return changes
    .filter(({ at }) => at >= from && at <= to)
    .toReversed()
    .map(({ id, at, kind, service, title, author, detail }, index) => ({
      id: index + 1,
      dashboardUID: "shop-overview",
      panelId: 0,
      time: at,
      timeEnd: at,
      created: at,
      updated: at,
      login: author,
      text: detail ? `${title}\n\n${detail}` : title,
      tags: [kind, `service:${service}`, id],
    }))
    .filter(({ tags }) => wanted.every((tag) => tags.includes(tag)))
    .slice(0, Number(query.get("limit") ?? 100));
}

type Asked = { refId?: string; expr?: string; intervalMs?: number; maxDataPoints?: number; instant?: boolean };

function dataQuery(request: Request, stage: Stage): Reply {
  const { queries, from, to } = objectIn(request) as { queries?: Asked[]; from?: string; to?: string };
  if (!Array.isArray(queries) || queries.length === 0)
    return json({ message: "no queries found", messageId: "query.noQueries", statusCode: 400, traceID: "" }, 400);
  const end = Math.min(instantOf(to, stage.now()), stage.now());
  const start = instantOf(from, stage.now()) || end - 3_600_000;
  const results = queries.map((asked): [string, { status: number }] => [asked.refId ?? "A", resultOf(asked, stage, start, end)]);
  return json({ results: Object.fromEntries(results) }, results.some(([, { status }]) => status !== 200) ? 400 : 200);
}

/** `now`, `now-3h` or Unix milliseconds. */
function instantOf(text: string | undefined, now: number): number {
  const back = /^now(?:-(\S+))?$/.exec(text ?? "now");
  return back ? now - (durationMs(back[1] ?? "") ?? 0) : Number(text);
}

function resultOf(asked: Asked, stage: Stage, start: number, end: number): { status: number; [field: string]: unknown } {
  const refId = asked.refId ?? "A";
  const step = Math.max(15_000, asked.intervalMs ?? 0, Math.ceil((end - start) / (asked.maxDataPoints ?? 1000)));
  try {
    const window = asked.instant ? { start: end, end, step } : { start, end, step };
    const frames = matrixOf(parseQuery(asked.expr ?? ""), stage.store(), window).map(({ metric, values }) => ({
      schema: {
        refId,
        meta: { type: "timeseries-multi", executedQueryString: `Expr: ${asked.expr}\nStep: ${step / 1000}s` },
        fields: [
          { name: "Time", type: "time", typeInfo: { frame: "time.Time" }, config: { interval: step } },
          {
            name: metric.__name__ ?? "Value",
            type: "number",
            typeInfo: { frame: "float64" },
            labels: metric,
            config: { displayNameFromDS: JSON.stringify(metric) },
          },
        ],
      },
      data: {
        values: [values.map(([seconds]) => seconds * 1000), values.map(([, value]) => (Number.isFinite(Number(value)) ? Number(value) : null))],
      },
    }));
    return { status: 200, frames };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { status: 400, error: `bad_data: ${error.message}`, errorSource: "downstream", frames: [] };
  }
}
