import { afterEach, beforeEach, expect, test } from "vitest";
import { testLink } from "../registry.ts";
import { type FarSide, startFarSide, type Wanted } from "../testing/far-side.ts";
import { linkFor, WINDOW } from "../testing/link.ts";
import { queryMetrics, searchEvents, searchLogs } from "./operations.ts";

const LOGS = "/api/v2/logs/events/search";
let far: FarSide;
beforeEach(async () => {
  far = await startFarSide({ "/api/v1/validate": { body: { valid: true } }, "/api/v1/metrics": { body: { metrics: ["a.b", "a.c"] } } });
});
afterEach(() => far.close());

const link = () => linkFor("datadog", far.url, { secrets: { apiKey: "api-key-0123", appKey: "app-key-4567" } });

/** So many lines, in pages that a cursor leads through. */
function holding(count: number) {
  return ({ body }: Wanted) => {
    const { page } = JSON.parse(body) as { page: { limit: number; cursor?: string } };
    const start = Number(page.cursor ?? 0);
    const ends = Math.min(start + page.limit, count);
    const data = Array.from({ length: ends - start }, (_, index) => ({
      id: `l${start + index}`,
      attributes: {
        timestamp: "2026-11-23T14:30:00.500Z",
        message: `line ${start + index}`,
        service: "checkout",
        status: "error",
        attributes: { trace_id: "t1" },
      },
    }));
    return { body: { data, meta: { page: ends < count ? { after: String(ends) } : {} } } };
  };
}

test("log lines are read over several pages, with both keys, and no further than the limit", async () => {
  far.routes[LOGS] = holding(2_500);
  const all = await searchLogs.run(await link(), searchLogs.input.parse({ query: "service:checkout", ...WINDOW, limit: 5_000 }));
  expect([all.rows.length, far.asked.length, all.provenance.truncated]).toEqual([2_500, 3, false]);
  expect(all.rows[0]).toMatchObject({ at: Date.parse("2026-11-23T14:30:00.500Z"), level: "error", message: "line 0", trace: "t1" });
  expect([far.asked[0]?.headers["dd-api-key"], far.asked[0]?.headers["dd-application-key"]]).toEqual(["api-key-0123", "app-key-4567"]);
  expect(JSON.parse(far.asked[0]?.body ?? "{}").filter).toEqual({
    query: "service:checkout",
    from: new Date(WINDOW.from).toISOString(),
    to: new Date(WINDOW.to).toISOString(),
  });
  const some = await searchLogs.run(await link(), searchLogs.input.parse({ ...WINDOW, limit: 1_200 }));
  expect([some.rows.length, some.provenance.truncated]).toEqual([1_200, true]);
});

test("metrics come with their tags and unit, gaps as gaps", async () => {
  const pointlist = [
    [1_000, 1.5],
    [2_000, null],
  ];
  far.routes["/api/v1/query"] = {
    body: { status: "ok", series: [{ metric: "pool.used", tag_set: ["service:checkout"], pointlist, unit: [{ short_name: "conn" }, null] }] },
  };
  const { rows } = await queryMetrics.run(await link(), { query: "avg:pool.used{*}", ...WINDOW, limit: 10 });
  expect(rows).toEqual([{ metric: "pool.used", unit: "conn", labels: { service: "checkout" }, times: [1_000, 2_000], values: [1.5, Number.NaN] }]);
});

test("events say which service they are about", async () => {
  const attributes = {
    timestamp: "2026-11-23T14:00:00Z",
    message: "v2 is live",
    tags: ["service:checkout", "source:github"],
    attributes: { title: "Deployed v2" },
  };
  far.routes["/api/v2/events/search"] = { body: { data: [{ id: "e1", attributes }] } };
  const { rows } = await searchEvents.run(await link(), searchEvents.input.parse({ ...WINDOW }));
  expect(rows).toMatchObject([{ title: "Deployed v2", service: "checkout", source: "github", at: Date.parse("2026-11-23T14:00:00Z") }]);
});

test("a search that is asked too often waits as long as Datadog says, and is put again", async () => {
  let times = 0;
  far.routes[LOGS] = (wanted) => (times++ === 0 ? { status: 429, headers: { "x-ratelimit-reset": "0" } } : holding(3)(wanted));
  expect((await searchLogs.run(await link(), searchLogs.input.parse({ ...WINDOW }))).rows).toHaveLength(3);
  expect(far.asked).toHaveLength(2);
});

test("a test says what was found, or names the keys", async () => {
  far.routes[LOGS] = holding(1);
  expect(await testLink(await link())).toBe("Datadog, 2 active metrics and log lines in the last hour.");
  far.routes["/api/v1/validate"] = { status: 403, body: { errors: ["Forbidden: api-key-0123"] } };
  await expect(testLink(await link())).rejects.toThrow(/^Datadog answered 403: DATADOG_API_KEY .* It said: Forbidden: •••$/);
});
