import { afterEach, beforeEach, expect, test } from "vitest";
import { testLink } from "../registry.ts";
import { type FarSide, recorded, startFarSide } from "../testing/far-side.ts";
import { linkFor, WINDOW } from "../testing/link.ts";
import { findSeries, labelValues, rangeQuery } from "./operations.ts";
import { rateWindow, stepFor } from "./step.ts";

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

const range = (input: object) => rangeQuery.input.parse({ query: "db_pool", ...WINDOW, ...input });

test("a range query gives series in milliseconds, and asks with a step that fits the window", async () => {
  far.routes["/api/v1/query_range"] = recorded("prometheus-query-range-pool");
  const { rows, provenance } = await rangeQuery.run(await linkFor("prometheus", far.url), range({}));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.labels).toEqual({ job: "payment-api", pool: "primary", service: "payment-api" });
  expect([rows[0]?.times[0], rows[0]?.values[0]]).toEqual([1_795_426_005_000, 0.5]);
  const asked = far.asked[0]?.query;
  expect([asked?.get("start"), asked?.get("end"), asked?.get("step")]).toEqual(["1795426005", "1795429605", "15"]);
  expect(provenance.window).toEqual(WINDOW);
});

test("more series than the limit are cut, and the answer says so", async () => {
  far.routes["/api/v1/query_range"] = recorded("prometheus-query-range-error-ratio");
  const { rows, provenance } = await rangeQuery.run(await linkFor("prometheus", far.url), range({ limit: 1 }));
  expect([rows.length, provenance.rows, provenance.truncated]).toEqual([1, 1, true]);
});

test("a question that Prometheus would refuse is refused before it is asked, and one that it does refuse in its words", async () => {
  expect(rangeQuery.input.safeParse({ query: "up", ...WINDOW, stepSeconds: 1 }).success).toBe(true);
  const tooFine = rangeQuery.input.safeParse({ query: "up", from: 0, to: 86_400_000, stepSeconds: 1 });
  expect(tooFine.error?.issues[0]?.message).toContain("11,000 points");
  expect(rangeQuery.input.safeParse({ query: "up", from: WINDOW.to, to: WINDOW.from }).success).toBe(false);
  far.routes["/api/v1/query_range"] = recorded("prometheus-error-too-many-points");
  await expect(rangeQuery.run(await linkFor("prometheus", far.url), range({}))).rejects.toThrow("exceeded maximum resolution of 11,000 points");
});

test("a long query goes in the body, since addresses are bounded", async () => {
  far.routes["/api/v1/query_range"] = recorded("prometheus-query-range-pool");
  const query = `sum(up{job=~"${"checkout|".repeat(300)}api"})`;
  await rangeQuery.run(await linkFor("prometheus", far.url), range({ query }));
  expect(far.asked[0]?.method).toBe("POST");
  expect(new URLSearchParams(far.asked[0]?.body).get("query")).toBe(query);
});

test("series and labels are discovered", async () => {
  far.routes["/api/v1/series"] = recorded("prometheus-series");
  far.routes["/api/v1/label/service/values"] = recorded("prometheus-label-values");
  const link = await linkFor("prometheus", far.url, { settings: { user: "ada", tenant: "shop" } });
  const found = await findSeries.run(link, { match: ['{service="payment-api"}'], ...WINDOW, limit: 2_000 });
  expect(new Set(found.rows.map(({ __name__ }) => __name__))).toContain("db_pool_connections_in_use");
  expect((await labelValues.run(link, { label: "service", limit: 2 })).rows).toEqual(["catalog", "checkout"]);
  const { authorization, "x-scope-orgid": tenant } = far.asked[0]?.headers ?? {};
  expect([authorization, tenant]).toEqual([`Basic ${Buffer.from("ada:s3cret-token").toString("base64")}`, "shop"]);
});

test("a test says what was found, also where the system will not count everything or not say its version", async () => {
  far.routes["/api/v1/label/job/values"] = { body: { status: "success", data: ["api"] } };
  far.routes["/api/v1/query"] = { status: 422, body: { error: "query processing would load too many samples" } };
  expect(await testLink(await linkFor("prometheus", far.url))).toBe("Prometheus, more series than it counts at once of 1 job.");
});

test("steps and windows of rates fit each other", () => {
  expect([stepFor(WINDOW), rateWindow(15)]).toEqual([15, "60s"]);
  expect([stepFor({ from: 0, to: 86_400_000 }), rateWindow(180)]).toEqual([180, "360s"]);
});
