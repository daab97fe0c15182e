import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scenarioNamed } from "../scenarios/registry.ts";
import { type RunningDrill, startWorld } from "../serve.ts";

const NOW = Date.parse("2026-11-25T14:45:00Z");
const START = NOW / 1000 - 600;

let drill: RunningDrill;
let locked: RunningDrill;

beforeAll(async () => {
  const [leak, calm] = [scenarioNamed("memory-leak"), scenarioNamed("calm")];
  if (!leak || !calm) throw new Error("Both scenarios exist.");
  drill = await startWorld({ scenario: leak, seed: 1, now: NOW, real: () => 0 });
  locked = await startWorld({ scenario: calm, seed: 1, now: NOW, real: () => 0, token: "word", datadogKeys: { apiKey: "key", appKey: "app" } });
});
afterAll(async () => {
  await Promise.all([drill.close(), locked.close()]);
});

async function ask(url: string, init: RequestInit = {}): Promise<{ status: number; type: string; text: string; body: unknown }> {
  const response = await fetch(url, init);
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, text, body: type === "application/json" ? JSON.parse(text) : null };
}

const prometheus = (path: string, query: Record<string, string> = {}) => ask(`${drill.urls.prometheus}${path}?${new URLSearchParams(query)}`);
const loki = (path: string, query: Record<string, string> = {}) => ask(`${drill.urls.loki}${path}?${new URLSearchParams(query)}`);
const kubernetes = (path: string, init?: RequestInit) => ask(`${drill.urls.kubernetes}${path}`, init);

describe("Prometheus", () => {
  test("answers a query over a range as a matrix of seconds and texts", async () => {
    const answer = await prometheus("/api/v1/query_range", {
      query: "sum by (service) (rate(http_requests_total[2m]))",
      start: String(START),
      end: String(NOW / 1000),
      step: "60",
    });
    expect(answer).toMatchObject({ status: 200, type: "application/json", body: { status: "success", data: { resultType: "matrix" } } });
    expect(answer.body).toHaveProperty("data.result.0.metric", { service: "catalogue" });
    expect(answer.body).toHaveProperty("data.result.0.values.length", 11);
    expect(answer.body).toHaveProperty("data.result.0.values.0", [START, expect.stringMatching(/^\d+\.\d+$/)]);
  });

  test("answers an instant, also from a form, with a vector", async () => {
    const body = new URLSearchParams({ query: 'up{service="orders"}' });
    const answer = await ask(`${drill.urls.prometheus}/api/v1/query`, { method: "POST", body });
    expect(answer.body).toMatchObject({ status: "success", data: { resultType: "vector", result: [{ value: [NOW / 1000, "1"] }, {}] } });
  });

  test.each([
    [{ query: "sum(rate(", start: "1", end: "2", step: "1" }, "1:10: parse error: unclosed left parenthesis"],
    [
      { query: "up", start: "1", end: "100000", step: "0.1" },
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    ],
    [{ query: "up", start: "x", end: "2", step: "1" }, 'invalid parameter "start": cannot parse "x" to a valid timestamp'],
    [{ query: "up", start: "3", end: "2", step: "1" }, 'invalid parameter "end": end timestamp must not be before start time'],
  ])("refuses %o in its own shape", async (query, error) => {
    expect(await prometheus("/api/v1/query_range", query)).toMatchObject({ status: 400, body: { status: "error", errorType: "bad_data", error } });
  });

  test("knows series, labels, values and metadata", async () => {
    expect((await prometheus("/api/v1/series", { "match[]": '{service="postgres",__name__=~"pg_.*"}' })).body).toMatchObject({
      status: "success",
      data: [{ __name__: "pg_stat_database_xact_commit", service: "postgres", datname: "shop" }, { __name__: "pg_stat_database_xact_rollback" }],
    });
    expect((await prometheus("/api/v1/series")).body).toMatchObject({ status: "error", error: "no match[] parameter provided" });
    expect((await prometheus("/api/v1/labels")).body).toHaveProperty("data", expect.arrayContaining(["__name__", "namespace", "pod", "service"]));
    expect((await prometheus("/api/v1/label/service/values")).body).toHaveProperty("data", expect.arrayContaining(["checkout", "payment-api"]));
    expect((await prometheus("/api/v1/metadata")).body).toHaveProperty("data.http_requests_total.0.type", "counter");
    expect((await prometheus("/api/v1/status/buildinfo")).body).toHaveProperty("data.version");
  });

  test("has nothing of what is yet to come", async () => {
    const answer = await prometheus("/api/v1/query", { query: "up", time: String(NOW / 1000 + 600) });
    expect(answer.body).toHaveProperty("data.result", []);
  });
});

describe("Loki", () => {
  const window = { start: `${NOW - 600_000}000000`, end: `${NOW}000000` };

  test("answers lines as streams, newest first, up to the limit", async () => {
    const answer = await loki("/loki/api/v1/query_range", { query: '{service="catalogue",level="warn"} |= "heap used"', limit: "5", ...window });
    const { data } = answer.body as { data: { resultType: string; result: { stream: object; values: [string, string][] }[]; stats: object } };
    expect(data.resultType).toBe("streams");
    expect(data.result.flatMap(({ values }) => values)).toHaveLength(5);
    expect(data.result[0]?.stream).toMatchObject({ service: "catalogue", level: "warn", namespace: "shop" });
    expect(data.result[0]?.values[0]).toEqual([expect.stringMatching(/^\d{19}$/), expect.stringContaining("heap used")]);
    expect(Object.keys(data.stats)).toEqual(["summary", "querier", "cache", "ingester"]);
  });

  test("counts lines", async () => {
    const query = 'sum by (service) (count_over_time({namespace="shop",service="orders"}[5m]))';
    const answer = await loki("/loki/api/v1/query_range", { query, step: "300", ...window });
    expect(answer.body).toMatchObject({ status: "success", data: { resultType: "matrix", result: [{ metric: { service: "orders" } }] } });
  });

  test.each([
    [{ query: "{service=" }, "parse error at line 1, col 10: syntax error: unexpected $end, expecting STRING"],
    [{ query: '{service="a"}', limit: "100000" }, "max entries limit per query exceeded, limit > max_entries_limit (100000 > 5000)"],
    [{ query: '{service="orders"} | json' }, "line filter"],
    [{ query: '{service=~".*"}' }, "at least one regexp or equality matcher"],
  ])("refuses %o as plain words", async (query, words) => {
    const answer = await loki("/loki/api/v1/query_range", { ...window, ...query });
    expect(answer).toMatchObject({ status: 400, type: "application/json; charset=UTF-8" });
    expect(answer.text).toContain(words);
  });

  test("knows labels, values and series, and answers nothing with nothing", async () => {
    expect((await loki("/loki/api/v1/labels", window)).body).toHaveProperty("data", ["app", "container", "level", "namespace", "pod", "service"]);
    expect((await loki("/loki/api/v1/label/service/values", window)).body).toHaveProperty("data", expect.arrayContaining(["checkout", "orders"]));
    expect((await loki("/loki/api/v1/series", { "match[]": '{service="redis"}', ...window })).body).toHaveProperty("data.0.service", "redis");
    expect((await loki("/loki/api/v1/query_range", { query: '{service="nope"}', ...window })).body).toHaveProperty("data.result", []);
  });
});

describe("the cluster", () => {
  test("is discovered and listed as kubectl expects", async () => {
    expect((await kubernetes("/version")).body).toHaveProperty("gitVersion");
    expect((await kubernetes("/apis")).body).toHaveProperty("groups.0.preferredVersion.groupVersion", "apps/v1");
    expect((await kubernetes("/apis/apps/v1")).body).toMatchObject({ kind: "APIResourceList", groupVersion: "apps/v1" });
    const pods = await kubernetes("/api/v1/namespaces/shop/pods?labelSelector=app%3Dcatalogue");
    expect(pods.body).toMatchObject({ kind: "PodList", apiVersion: "v1", items: [{}, {}, {}] });
    expect(pods.body).toHaveProperty("items.0.status.containerStatuses.0.lastState.terminated.reason", "OOMKilled");
    expect((await kubernetes("/apis/apps/v1/namespaces/shop/deployments/catalogue")).body).toMatchObject({
      kind: "Deployment",
      metadata: { name: "catalogue" },
    });
    expect((await kubernetes("/api/v1/events?fieldSelector=reason%3DBackOff")).body).toHaveProperty("items.0.reason", "BackOff");
    const partial = await kubernetes("/api/v1/configmaps", {
      headers: { accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1" },
    });
    expect(partial.body).toMatchObject({
      kind: "PartialObjectMetadataList",
      items: expect.arrayContaining([{ metadata: expect.objectContaining({ name: "coredns" }) }]),
    });
    expect((await kubernetes("/apis/networking.k8s.io/v1/ingresses")).body).toMatchObject({ kind: "IngressList", items: [] });
    const table = await kubernetes("/api/v1/nodes", { headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io,application/json" } });
    expect(table.body).toMatchObject({ kind: "Table", rows: [{ cells: ["worker-1", "Ready", "<none>", "90d", "v1.31.2"] }, {}, {}] });
  });

  test("shows what a container wrote, now and before its last end", async () => {
    const { body } = await kubernetes("/api/v1/namespaces/shop/pods?labelSelector=app%3Dcatalogue");
    const { items } = body as { items: { metadata: { name: string } }[] };
    const logs = `/api/v1/namespaces/shop/pods/${items[0]?.metadata.name}/log`;
    expect((await kubernetes(`${logs}?tailLines=2`)).text.trim().split("\n")).toHaveLength(2);
    expect((await kubernetes(`${logs}?previous=true`)).text).toContain("heap used");
    const { body: others } = await kubernetes("/api/v1/namespaces/shop/pods?labelSelector=app%3Dorders");
    const steady = (others as { items: { metadata: { name: string } }[] }).items[0]?.metadata.name;
    expect(await kubernetes(`/api/v1/namespaces/shop/pods/${steady}/log?previous=true`)).toMatchObject({
      status: 400,
      body: { kind: "Status", reason: "BadRequest" },
    });
  });

  test("refuses what is not there and what would change it", async () => {
    expect(await kubernetes("/api/v1/namespaces/shop/pods/nope")).toMatchObject({
      status: 404,
      body: { kind: "Status", reason: "NotFound", message: 'pods "nope" not found', code: 404 },
    });
    expect(await kubernetes("/api/v1/namespaces/shop/pods/x", { method: "DELETE" })).toMatchObject({ status: 404, body: { reason: "NotFound" } });
    expect(await kubernetes("/api/v1/namespaces/shop", { method: "DELETE" })).toMatchObject({ status: 403, body: { reason: "Forbidden" } });
    expect(await kubernetes("/api/v1/unheard")).toMatchObject({ status: 404, body: { kind: "Status" } });
  });
});

describe("Grafana and Datadog", () => {
  const grafana = (path: string, init?: RequestInit) => ask(`${drill.urls.grafana}${path}`, init);
  const datadog = (path: string, init?: RequestInit) => ask(`${drill.urls.datadog}${path}`, init);

  test("Grafana has health, dashboards, data and annotations", async () => {
    expect((await grafana("/api/health")).body).toHaveProperty("database", "ok");
    expect((await grafana("/api/search?query=resources")).body).toMatchObject([{ uid: "shop-resources", type: "dash-db" }]);
    expect((await grafana("/api/dashboards/uid/shop-overview")).body).toHaveProperty("dashboard.panels.0.targets.0.expr");
    expect(await grafana("/api/dashboards/uid/nope")).toMatchObject({ status: 404, body: { message: "Dashboard not found" } });
    expect((await grafana("/api/annotations?tags=deploy&tags=service:catalogue")).body).toHaveProperty(
      "0.tags",
      expect.arrayContaining(["chg-4142"]),
    );
    const query = (expr: string) =>
      grafana("/api/ds/query", {
        method: "POST",
        body: JSON.stringify({ queries: [{ refId: "A", expr, maxDataPoints: 5 }], from: "now-10m", to: "now" }),
      });
    expect((await query("sum(up)")).body).toHaveProperty("results.A.frames.0.data.values.1", [24, 24, 24, 24, 24, 24]);
    expect(await query("sum(")).toMatchObject({ status: 400, body: { results: { A: { status: 400 } } } });
  });

  test("Datadog has logs with pages, metrics and events", async () => {
    expect((await datadog("/api/v1/validate")).body).toEqual({ valid: true });
    const search = (cursor?: string) =>
      datadog("/api/v2/logs/events/search", {
        method: "POST",
        body: JSON.stringify({ filter: { query: "service:catalogue -status:info", from: "now-10m" }, page: { limit: 3, cursor } }),
      });
    const first = await search();
    expect(first.body).toMatchObject({
      data: [{ type: "log", attributes: { service: "catalogue", status: "warn" } }, {}, {}],
      meta: { page: { after: "3" } },
    });
    expect((await search("3")).body).not.toEqual(first.body);
    const series = await datadog(
      `/api/v1/query?${new URLSearchParams({ query: "max:container.memory.working_set{service:catalogue} by {pod_name}", from: String(START), to: String(NOW / 1000) })}`,
    );
    expect(series.body).toMatchObject({ status: "ok", series: [{ metric: "container.memory.working_set", pointlist: expect.anything() }, {}, {}] });
    const happened = await datadog("/api/v2/events/search", {
      method: "POST",
      body: JSON.stringify({ filter: { query: "service:catalogue", from: "now-6h" } }),
    });
    expect(happened.body).toHaveProperty("data.0.attributes.attributes.title", "catalogue 6.3.0: keep similar products in memory");
    expect((await datadog("/api/v2/metrics")).body).toHaveProperty("data.0", { type: "metrics", id: "http.requests.rate" });
    expect((await datadog("/api/v2/events?filter[from]=now-1h")).body).toHaveProperty("data.0.attributes.message");
  });
});

describe("tokens and the control address", () => {
  const bearer = { headers: { authorization: "Bearer word" } };

  test("without its token or key a system says so in its own shape", async () => {
    expect(await ask(`${locked.urls.prometheus}/api/v1/query?query=up`)).toMatchObject({ status: 401 });
    expect(await ask(`${locked.urls.loki}/loki/api/v1/labels`)).toMatchObject({ status: 401 });
    expect(await ask(`${locked.urls.kubernetes}/api/v1/pods`)).toMatchObject({ status: 401, body: { kind: "Status", code: 401 } });
    expect(await ask(`${locked.urls.grafana}/api/search`)).toMatchObject({ status: 401, body: { message: "Invalid API key" } });
    expect(await ask(`${locked.urls.datadog}/api/v1/validate`)).toMatchObject({ status: 403, body: { errors: ["Forbidden"] } });
    expect(await ask(`${locked.urls.control}/state`)).toMatchObject({ status: 401 });
    expect(await ask(`${locked.urls.prometheus}/api/v1/query?query=up`, bearer)).toMatchObject({ status: 200 });
    expect(await ask(`${locked.urls.datadog}/api/v1/validate`, { headers: { "dd-api-key": "key" } })).toMatchObject({ status: 200 });
  });

  test("trouble is injected, taken back by what did it only, and the clock is set", async () => {
    const control = (path: string, body: unknown) => ask(`${locked.urls.control}${path}`, { method: "POST", body: JSON.stringify(body), ...bearer });
    expect(await control("/inject", { scenario: "nope" })).toMatchObject({ status: 404 });
    expect((await control("/inject", { scenario: "bad-deploy", seed: 4 })).body).toMatchObject({ scenario: "bad-deploy", relievedAt: null });
    const share = 'sum(rate(http_requests_total{service="orders",code=~"5.."}[2m])) / sum(rate(http_requests_total{service="orders"}[2m]))';
    const errors = async (): Promise<number> => {
      const { body } = await ask(`${locked.urls.prometheus}/api/v1/query?${new URLSearchParams({ query: share })}`, bearer);
      return Number((body as { data: { result: { value: [number, string] }[] } }).data.result[0]?.value[1]);
    };
    expect(await errors()).toBeGreaterThan(0.3);
    expect(await control("/revert", { id: "chg-4115" })).toMatchObject({ status: 409 });
    expect((await control("/revert", { id: "chg-4130" })).body).toMatchObject({ relievedAt: "2026-11-25T14:45:00.000Z" });
    expect(await control("/clock", { now: "2026-11-25T15:00:00Z" })).toMatchObject({ status: 200, body: { now: "2026-11-25T15:00:00.000Z" } });
    expect(await errors()).toBeLessThan(0.01);
    expect(JSON.stringify((await ask(`${locked.urls.control}/state`, bearer)).body)).not.toMatch(/truth|remedy|signature/);
  });
});
