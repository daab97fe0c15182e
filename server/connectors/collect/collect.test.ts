import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { QueryTemplate } from "#lib/contracts/query-template.ts";
import { analyse } from "#server/rca/index.ts";
import { anObject, aReplicaSet, linkToCluster, listOf } from "../testing/cluster.ts";
import { type FarSide, recorded, startFarSide } from "../testing/far-side.ts";
import { linkFor, WINDOW } from "../testing/link.ts";
import { collectEvidence } from "./collect.ts";
import { collectFiles } from "./collect-files.ts";
import { valueMeaning } from "./names.ts";
import { planMetrics } from "./plan-metrics.ts";
import { messageOf, traceOf } from "./read-line.ts";
import type { Wanted } from "./wanted.ts";

const PAYMENT = { name: "payment-api", namespace: "", queries: [] };
const INCIDENT = { title: "Payments fail", startedAt: null, detectedAt: WINDOW.to, endedAt: null, window: WINDOW, symptoms: [], namespace: null };

let metrics: FarSide;
let lines: FarSide;
let cluster: FarSide;
beforeEach(async () => {
  metrics = await startFarSide({
    "/api/v1/label/service/values": recorded("prometheus-label-values"),
    "/api/v1/label/*": { body: { status: "success", data: [] } },
    "/api/v1/series": recorded("prometheus-series"),
    "/api/v1/query_range": recorded("prometheus-query-range-pool"),
  });
  lines = await startFarSide({
    "/loki/api/v1/label/service/values": recorded("loki-label-values"),
    "/loki/api/v1/query_range": ({ query }) =>
      recorded(Number(query.get("start")) / 1e6 < WINDOW.from + 100_000 ? "loki-query-range-errors" : "loki-empty"),
  });
  const images = ["2026-11-20T10:00:00Z", new Date(WINDOW.from + 60_000).toISOString()];
  const sets = images.map((at, index) => aReplicaSet("payment-api", index + 1, at, { image: `payment-api:${index + 1}` }));
  const pod = anObject({
    name: "payment-api-2-x",
    labels: { app: "payment-api" },
    status: { phase: "Running", containerStatuses: [{ name: "payment-api", restartCount: 2, ready: false }] },
  });
  cluster = await startFarSide({
    "/api/v1/pods": listOf([pod, anObject({ name: "other", namespace: "elsewhere" })]),
    "/api/v1/nodes": listOf([anObject({ name: "node-1" })]),
    "/apis/apps/v1/namespaces/shop/replicasets": listOf(sets),
    "/api/v1/namespaces/shop/pods/payment-api-2-x/log": { body: "2026-11-23T14:30:00Z out of memory\n" },
    "/api/v1/namespaces/shop/resourcequotas": { status: 403, body: { message: "forbidden" } },
    "/api*": listOf([]),
  });
});
afterEach(() => Promise.all([metrics.close(), lines.close(), cluster.close()]));

async function wanted(more: Partial<Wanted> = {}): Promise<Wanted> {
  const links = [await linkFor("prometheus", metrics.url), await linkFor("loki", lines.url), await linkToCluster(cluster.url)];
  return { links, services: [PAYMENT], window: WINDOW, incident: INCIDENT, edges: [{ caller: "checkout", callee: "payment-api" }], ...more };
}

describe("evidence", () => {
  test("is found by labels where the catalogue says nothing: metrics, lines, objects, changes, each with where it comes from", async () => {
    const { bundle, captures } = await collectEvidence(await wanted());
    const names = bundle.series.map(({ service, metric }) => `${service} ${metric}`);
    expect(names).toContain("payment-api db_pool_connections_in_use");
    expect(names).toContain("payment-api http_requests_error_ratio");
    expect(bundle.series.every(({ times }) => times[0] === WINDOW.from)).toBe(true);
    expect(bundle.logs.templates.some(({ service, text }) => service === "payment-api" && text.includes("timeout acquiring connection"))).toBe(true);
    expect(bundle.logs.templates.some(({ text }) => text.includes("out of memory"))).toBe(true);
    expect(bundle.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      expect.arrayContaining(["Pod payment-api-2-x", "Node node-1", "ReplicaSet payment-api-2"]),
    );
    expect(bundle.objects.some(({ metadata }) => metadata.namespace === "elsewhere")).toBe(false);
    expect(bundle.changes).toMatchObject([{ service: "payment-api", kind: "deploy", at: WINDOW.from + 60_000 }]);
    expect(bundle.edges).toEqual([{ caller: "checkout", callee: "payment-api" }]);
    expect(new Set(captures.map(({ connector }) => connector))).toEqual(new Set(["prometheus", "loki", "kubernetes"]));
    expect(captures.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  test("is what the analyst takes: it finds the pool and cites it", async () => {
    const { bundle } = await collectEvidence(await wanted());
    const { rootCause, suspectChanges } = analyse(bundle);
    expect(rootCause.service).toBe("payment-api");
    expect(suspectChanges.map(({ service }) => service)).toContain("payment-api");
  });

  test("is asked by the catalogue's own queries where there are some, with their placeholders filled", async () => {
    const queries = [
      QueryTemplate.parse({
        system: "prometheus",
        gives: "metric",
        name: "pool share",
        query: 'max(pool{svc="{{service}}",ns="{{namespace}}"}[{{window}}])',
      }),
      QueryTemplate.parse({ system: "loki", gives: "logs", name: "lines", query: '{svc="{{service}}"}' }),
    ];
    const { bundle } = await collectEvidence(await wanted({ services: [{ name: "pay", namespace: "shop", queries }] }));
    expect(metrics.asked.map(({ query }) => query.get("query"))).toEqual(['max(pool{svc="pay",ns="shop"}[60s])']);
    expect(new Set(lines.asked.map(({ query }) => query.get("query")))).toEqual(new Set(['{svc="pay"}']));
    expect(bundle.series.map(({ service, metric }) => `${service} ${metric}`)).toEqual(["pay pool share"]);
  });

  test("that cannot be had is a warning in words, and the rest is there", async () => {
    metrics.routes = { "/*": { status: 401 } };
    const { bundle } = await collectEvidence(await wanted({ warnings: ["Old was not asked: it is sealed."] }));
    expect(bundle.series).toEqual([]);
    expect(bundle.logs.lines).toBeGreaterThan(0);
    expect(bundle.warnings).toEqual(
      expect.arrayContaining([
        "Old was not asked: it is sealed.",
        "values of service could not be read. Prometheus answered 401: check PROMETHEUS_TOKEN.",
        expect.stringContaining("resourcequotas in shop could not be read. Kubernetes answered 403"),
        expect.stringContaining("No metric was found for payment-api"),
      ]),
    );
  });

  test("is not asked for again and again from a system that is away, nor from one that was late twice", async () => {
    metrics.routes = { "/*": { status: 401 } };
    lines.routes = { "/*": "silence" };
    const services = ["a", "b", "c", "d"].map((name) => ({ name, namespace: "", queries: [] }));
    const links = [await linkFor("prometheus", metrics.url), await linkFor("loki", lines.url, { limits: { timeoutMs: 30, attempts: 1 } })];
    await collectEvidence(await wanted({ services, links }));
    expect([metrics.asked.length, lines.asked.length]).toEqual([1, 2]);
  });

  test("comes through Grafana's data sources where nothing else is connected, and its annotations are changes", async () => {
    const grafana = await startFarSide({
      "/api/datasources": { body: [{ uid: "p", name: "Metrics", type: "prometheus", isDefault: true }] },
      "/api/annotations": {
        body: [
          { id: 1, time: WINDOW.from + 5, text: "Flag async on", tags: ["flag", "service:payment-api"] },
          { id: 2, time: WINDOW.from + 6, newState: "alerting" },
        ],
      },
      "/api/datasources/proxy/uid/p/api/v1/label/service/values": recorded("prometheus-label-values"),
      "/api/datasources/proxy/uid/p/api/v1/series": recorded("prometheus-series"),
      "/api/datasources/proxy/uid/p/api/v1/query_range": recorded("prometheus-query-range-pool"),
    });
    const { bundle } = await collectEvidence(await wanted({ links: [await linkFor("grafana", grafana.url)] }));
    expect(bundle.series.length).toBeGreaterThan(0);
    expect(bundle.changes).toMatchObject([{ title: "Flag async on", service: "payment-api", kind: "flag" }]);
    await grafana.close();
  });

  test("that takes too long is left, and what came until then is kept", async () => {
    const asked = metrics.routes["/api/v1/query_range"] ?? "cut";
    let count = 0;
    metrics.routes["/api/v1/query_range"] = () => (count++ === 0 && typeof asked !== "function" ? asked : "silence");
    const link = await linkFor("prometheus", metrics.url, { limits: { timeoutMs: 60_000, altogetherMs: 60_000 } });
    const { parts, warnings } = await collectFiles(link, await wanted(), { withinMs: 1_500 });
    expect(parts.map(({ kind, rows }) => [kind, rows])).toEqual([["series", 1]]);
    expect(warnings.join("\n")).toContain("was not read: time ran out");
  });

  test("is no longer collected when whoever asked gives up", async () => {
    const stop = new AbortController();
    metrics.routes = { "/*": "silence" };
    lines.routes = {
      "/*": () => {
        stop.abort(new Error("enough"));
        return "silence";
      },
    };
    await expect(collectEvidence(await wanted(), stop.signal)).rejects.toThrow("enough");
  });
});

test("a value means a service by its name, whatever its case and punctuation, also at the end of a path", () => {
  expect(valueMeaning("payment-api", ["other", "payment_api"])).toBe("payment_api");
  expect(valueMeaning("payment-api", ["shop/payment-api"])).toBe("shop/payment-api");
  expect(valueMeaning("api", ["payment-api"])).toBeNull();
});

test("metrics are asked for by what they are: rates, shares of errors, percentiles, the worst of gauges", () => {
  const sets = [
    "http_requests_total",
    "latency_seconds_bucket",
    "latency_seconds_sum",
    "latency_seconds_count",
    "disk_free_bytes",
    "heap_bytes",
    "go_threads",
  ];
  const plans = planMetrics(
    sets.map((__name__) => ({ __name__, ...(__name__ === "http_requests_total" ? { code: "200" } : {}) })),
    '{app="a"}',
    "60s",
  );
  expect(Object.fromEntries(plans.map(({ metric, query }) => [metric, query]))).toEqual({
    latency_seconds_p99: 'histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket{app="a"}[60s])))',
    latency_seconds_p50: 'histogram_quantile(0.5, sum by (le) (rate(latency_seconds_bucket{app="a"}[60s])))',
    latency_seconds_count_per_second: 'sum(rate(latency_seconds_count{app="a"}[60s]))',
    http_requests_total: 'sum(rate(http_requests_total{app="a"}[60s]))',
    http_requests_error_ratio:
      '(sum(rate(http_requests_total{app="a",code=~"5.."}[60s])) or sum(rate(http_requests_total{app="a"}[60s])) * 0) / sum(rate(http_requests_total{app="a"}[60s]))',
    disk_free_bytes: 'min(disk_free_bytes{app="a"})',
    heap_bytes: 'max(heap_bytes{app="a"})',
  });
});

test("a JSON line gives its message with the error beside it, and its trace", () => {
  expect(messageOf('{"level":"error","msg":"charge failed","err":"pool exhausted"}')).toBe("charge failed: pool exhausted");
  expect(messageOf("plain {text}")).toBe("plain {text}");
  expect(traceOf("ts=1 trace_id=abcdef12345678 msg=x")).toBe("abcdef12345678");
});
