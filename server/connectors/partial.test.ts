import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { queryMetrics, searchLogs } from "./datadog/operations.ts";
import { queryDataSource } from "./grafana/operations.ts";
import { listObjects } from "./kubernetes/operations.ts";
import { logQuery } from "./loki/operations.ts";
import { rangeQuery } from "./prometheus/operations.ts";
import { anObject, linkToCluster, listOf } from "./testing/cluster.ts";
import { type FarSide, recorded, startFarSide } from "./testing/far-side.ts";
import { linkFor, WINDOW } from "./testing/link.ts";

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

describe("an answer that is not whole is kept, and says so", () => {
  test("where a store behind Prometheus was away", async () => {
    const { body } = recorded("prometheus-query-range-pool") as { body: object };
    far.routes["/api/v1/query_range"] = { body: { ...body, warnings: ["store-2 was not asked: connection refused"] } };
    const capture = await rangeQuery.run(await linkFor("prometheus", far.url), rangeQuery.input.parse({ query: "up", ...WINDOW }));
    expect([capture.rows.length, capture.warnings]).toEqual([1, ["store-2 was not asked: connection refused"]]);
  });

  test("where Loki did not read all of its chunks", async () => {
    const { body } = recorded("loki-query-range-errors") as { body: object };
    far.routes["/loki/api/v1/query_range"] = { body: { ...body, warnings: ["3 chunks could not be fetched"] } };
    const capture = await logQuery.run(await linkFor("loki", far.url), logQuery.input.parse({ query: "{}", ...WINDOW }));
    expect(capture.rows.length).toBeGreaterThan(0);
    expect(capture.warnings).toEqual(["3 chunks could not be fetched"]);
  });

  test("where Datadog ran out of time", async () => {
    const line = { id: "l1", attributes: { timestamp: "2026-11-23T14:30:00Z", message: "pool exhausted" } };
    const meta = { status: "timeout", warnings: [{ title: "Some indexes are away", detail: "The index main was not read." }] };
    far.routes["/api/v2/logs/events/search"] = { body: { data: [line], meta } };
    const { rows, provenance, warnings } = await searchLogs.run(await linkFor("datadog", far.url), searchLogs.input.parse({ ...WINDOW }));
    expect([rows.length, provenance.truncated]).toEqual([1, true]);
    expect(warnings).toEqual(["It ran out of time and gave a part of what there is.", "The index main was not read."]);
  });

  test("where one of several queries through Grafana was refused", async () => {
    const frame = { schema: { fields: [{ name: "Value", type: "number" }] }, data: { values: [[1, 2]] } };
    far.routes["/api/ds/query"] = { status: 207, body: { results: { A: { frames: [frame] }, B: { error: "parse error at char 3" } } } };
    const input = queryDataSource.input.parse({ datasource: "prom1", ...WINDOW, queries: [{ expr: "up" }, { expr: "u(" }] });
    const { rows, warnings } = await queryDataSource.run(await linkFor("grafana", far.url), input);
    expect([rows.length, warnings]).toEqual([1, ["One of the queries was refused: parse error at char 3"]]);
  });

  test("where one of a cluster's namespaces may not be read, and is a refusal where none may", async () => {
    far.routes["/api/v1/namespaces/shop/pods"] = listOf([anObject({ name: "a" })]);
    far.routes["/api/v1/namespaces/pay/pods"] = { status: 403, body: { message: "pods is forbidden" } };
    const link = await linkToCluster(far.url, { namespaces: ["pay", "shop"] });
    const input = listObjects.input.parse({ resource: "pods" });
    const { rows, warnings } = await listObjects.run(link, input);
    expect(rows.map(({ metadata }) => metadata.name)).toEqual(["a"]);
    expect(warnings).toEqual([expect.stringMatching(/^Kubernetes answered 403: KUBECONFIG may not read \/api\/v1\/namespaces\/pay\/pods/)]);
    delete far.routes["/api/v1/namespaces/shop/pods"];
    far.routes["/api/v1/namespaces/*"] = { status: 403 };
    await expect(listObjects.run(link, input)).rejects.toThrow("answered 403");
  });
});

test("a refusal that Datadog writes into a good answer is a refusal", async () => {
  far.routes["/api/v1/query"] = { body: { status: "error", error: "Rule 'scope_expr' didn't match s3cret-key", series: [] } };
  const link = await linkFor("datadog", far.url, { secrets: { apiKey: "s3cret-key", appKey: "app-key-4567" } });
  const asking = queryMetrics.run(link, { query: "avg:pool{", ...WINDOW, limit: 10 });
  await expect(asking).rejects.toThrow("Datadog did not take the query. It said: Rule 'scope_expr' didn't match •••");
});
