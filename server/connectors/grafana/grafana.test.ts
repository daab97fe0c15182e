import { afterEach, beforeEach, expect, test } from "vitest";
import { rangeQuery } from "../prometheus/operations.ts";
import { testLink } from "../registry.ts";
import { type FarSide, recorded, startFarSide } from "../testing/far-side.ts";
import { linkFor, WINDOW } from "../testing/link.ts";
import { linksBehind } from "./behind.ts";
import { seriesOfFrames } from "./frames.ts";
import { getDashboard, listAnnotations, queryDataSource, searchDashboards } from "./operations.ts";

const SOURCES = [
  { uid: "loki1", name: "Logs", type: "loki" },
  { uid: "other", name: "Old metrics", type: "prometheus" },
  { uid: "prom1", name: "Metrics", type: "prometheus", isDefault: true },
  { uid: "sql", name: "Orders", type: "postgres" },
];
const FRAME = {
  schema: {
    refId: "A",
    fields: [
      { name: "Time", type: "time" },
      { name: "Value", type: "number", labels: { service: "checkout" } },
    ],
  },
  data: {
    values: [
      [1_000, 2_000, 3_000],
      [0.5, null, 0.75],
    ],
  },
};

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide({ "/api/health": { body: { version: "12.2.0" } }, "/api/datasources": { body: SOURCES } });
});
afterEach(() => far.close());

test("dashboards are found by words and read by uid, with what each panel asks, also inside rows", async () => {
  const inner = { title: "Errors", type: "timeseries", targets: [{ expr: "rate(errors[5m])" }] };
  const panels = [
    { title: "Row", type: "row", panels: [inner] },
    { title: "Note", type: "text" },
  ];
  far.routes["/api/search"] = { body: [{ uid: "abc", title: "Checkout", url: "/d/abc", tags: ["shop"] }] };
  far.routes["/api/dashboards/uid/abc"] = { body: { dashboard: { title: "Checkout", panels }, meta: { version: 3, updatedBy: "ada" } } };
  const link = await linkFor("grafana", far.url);
  expect((await searchDashboards.run(link, { words: "check", tags: ["shop"], limit: 100 })).rows).toMatchObject([{ uid: "abc" }]);
  expect(far.asked[0]?.query.get("tag")).toBe("shop");
  const [dashboard] = (await getDashboard.run(link, { uid: "abc" })).rows;
  expect(dashboard?.panels.map(({ title, targets }) => [title, targets.length])).toEqual([
    ["Row", 0],
    ["Errors", 1],
    ["Note", 0],
  ]);
  expect(getDashboard.input.safeParse({ uid: "../../admin" }).success).toBe(false);
});

test("a data source is asked in its own language, and its frames become series", async () => {
  far.routes["/api/ds/query"] = { body: { results: { A: { status: 200, frames: [FRAME] } } } };
  const input = queryDataSource.input.parse({ datasource: "prom1", ...WINDOW, queries: [{ expr: "up" }] });
  const { rows, provenance } = await queryDataSource.run(await linkFor("grafana", far.url), input);
  expect(JSON.parse(far.asked[0]?.body ?? "{}")).toMatchObject({
    from: String(WINDOW.from),
    queries: [{ refId: "A", expr: "up", datasource: { uid: "prom1" }, intervalMs: 15_000 }],
  });
  expect(seriesOfFrames(rows)).toEqual([
    { labels: { __name__: "Value", service: "checkout" }, times: [1_000, 2_000, 3_000], values: [0.5, Number.NaN, 0.75] },
  ]);
  expect(provenance.request[0]).toMatch(/^POST http:.*\/api\/ds\/query \{/);
  const cut = await queryDataSource.run(await linkFor("grafana", far.url), { ...input, limit: 2 });
  expect([cut.rows[0]?.values[0], cut.provenance.truncated]).toEqual([[1_000, 2_000], true]);
});

test("what a data source refuses inside of a good answer is a refusal", async () => {
  far.routes["/api/ds/query"] = { status: 207, body: { results: { A: { error: "parse error at char 3", frames: [] } } } };
  const input = queryDataSource.input.parse({ datasource: "prom1", ...WINDOW, queries: [{ expr: "u(" }] });
  await expect(queryDataSource.run(await linkFor("grafana", far.url), input)).rejects.toThrow("It said: parse error at char 3");
});

test("annotations are read in a window", async () => {
  far.routes["/api/annotations"] = { body: [{ id: 7, time: WINDOW.from + 1, text: "Deployed 1.4", tags: ["deploy", "service:checkout"] }] };
  const input = listAnnotations.input.parse({ ...WINDOW, tags: ["deploy"] });
  expect((await listAnnotations.run(await linkFor("grafana", far.url), input)).rows).toMatchObject([{ id: 7, text: "Deployed 1.4" }]);
  expect(far.asked[0]?.query.get("from")).toBe(String(WINDOW.from));
});

test("the Prometheus and Loki behind it are asked through its proxy with its token, default ones first", async () => {
  far.routes["/api/datasources/proxy/uid/prom1/api/v1/query_range"] = recorded("prometheus-query-range-pool");
  const links = await linksBehind(await linkFor("grafana", far.url));
  expect(links.map(({ kind, title }) => [kind, title])).toEqual([
    ["prometheus", "Metrics behind Grafana"],
    ["loki", "Logs behind Grafana"],
    ["prometheus", "Old metrics behind Grafana"],
  ]);
  const [first] = links;
  if (!first) throw new Error("There is no link.");
  const { rows } = await rangeQuery.run(first, rangeQuery.input.parse({ query: "up", ...WINDOW }));
  expect(rows).toHaveLength(1);
  expect(far.asked.at(-1)?.headers.authorization).toBe("Bearer s3cret-token");
  far.routes["/api/datasources"] = { status: 403 };
  expect(await linksBehind(await linkFor("grafana", far.url))).toEqual([]);
});

test("a test says what was found", async () => {
  far.routes["/api/search"] = { body: [{ uid: "abc", title: "Checkout" }] };
  const link = await linkFor("grafana", far.url);
  expect(await testLink(link)).toBe("Grafana 12.2.0, 1 dashboard, 4 data sources.");
  far.routes["/api/datasources"] = { status: 403 };
  expect(await testLink(link)).toBe("Grafana 12.2.0, 1 dashboard, data sources not shown to this token.");
  far.routes["/api/search"] = { status: 401, body: { message: "Invalid API key" } };
  await expect(testLink(link)).rejects.toThrow("Grafana answered 401: check GRAFANA_TOKEN. It said: Invalid API key");
});
