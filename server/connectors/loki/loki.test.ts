import { afterEach, beforeEach, expect, test } from "vitest";
import { testLink } from "../registry.ts";
import { type FarSide, recorded, startFarSide, type Wanted } from "../testing/far-side.ts";
import { linkFor, WINDOW } from "../testing/link.ts";
import { logLabels, logMetric, logQuery, logSeries } from "./operations.ts";
import { tailLogs } from "./tail.ts";

const QUERY_RANGE = "/loki/api/v1/query_range";
let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

const input = (more: object = {}) => logQuery.input.parse({ query: '{service="payment-api"}', ...WINDOW, ...more });

test("lines of several streams come in the order of time, with their exact instants", async () => {
  far.routes[QUERY_RANGE] = recorded("loki-query-range-errors");
  const { rows, provenance } = await logQuery.run(await linkFor("loki", far.url), input({ direction: "forward", limit: 50 }));
  expect(rows[0]).toMatchObject({ at: 1_795_427_554_561, nanos: "1795427554561000000", labels: { service: "payment-api", level: "error" } });
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted((one, other) => one - other));
  expect(provenance).toMatchObject({ rows: 50, truncated: true, window: WINDOW });
  const asked = far.asked[0]?.query;
  expect([asked?.get("start"), asked?.get("limit"), asked?.get("direction")]).toEqual(["1795426005000000000", "50", "forward"]);
});

test("nothing found is an answer, and refusals come in Loki's words", async () => {
  const link = await linkFor("loki", far.url);
  far.routes[QUERY_RANGE] = recorded("loki-empty");
  expect((await logQuery.run(link, input())).provenance).toMatchObject({ rows: 0, truncated: false });
  far.routes[QUERY_RANGE] = recorded("loki-error-parse");
  await expect(logQuery.run(link, input())).rejects.toThrow(
    "Loki answered 400: it did not take the question. It said: parse error at line 1, col 10",
  );
  expect(logQuery.input.safeParse({ ...input(), limit: 100_000 }).error?.issues[0]?.message).toBe("At most 5,000 at a time.");
});

test("counts, labels and streams are read", async () => {
  far.routes[QUERY_RANGE] = recorded("loki-query-range-metric");
  far.routes["/loki/api/v1/labels"] = recorded("loki-labels");
  far.routes["/loki/api/v1/series"] = recorded("loki-series");
  const link = await linkFor("loki", far.url);
  const counts = await logMetric.run(link, { query: "sum by (service,level) (…)", ...WINDOW, limit: 200 });
  expect(counts.rows.find(({ labels }) => labels.level === "error")?.values.slice(0, 3)).toEqual([1, 2, 1]);
  expect((await logLabels.run(link, { ...WINDOW, limit: 100 })).rows).toEqual(["level", "namespace", "pod", "service"]);
  expect((await logSeries.run(link, { match: ['{namespace="production"}'], ...WINDOW, limit: 2 })).provenance).toMatchObject({
    rows: 2,
    truncated: true,
  });
});

test("a test says what was found, or that nothing came in lately", async () => {
  far.routes["/loki/api/v1/status/buildinfo"] = { body: { version: "2.8.0" } };
  far.routes["/loki/api/v1/labels"] = recorded("loki-labels");
  far.routes["/loki/api/v1/label/service/values"] = recorded("loki-label-values");
  const link = await linkFor("loki", far.url);
  expect(await testLink(link)).toBe("Loki 2.8.0, 4 labels, 3 values of service in the last hour.");
  far.routes["/loki/api/v1/labels"] = { body: { status: "success" } };
  expect(await testLink(link)).toBe("Loki 2.8.0 answers, and took in no lines in the last hour.");
  far.routes = { "/*": { status: 401 } };
  await expect(testLink(link)).rejects.toThrow("Loki answered 401: check LOKI_TOKEN.");
});

/** A Loki that holds these lines and gives those from `start` on. */
function holding(lines: { nanos: string; line: string }[]) {
  return ({ query }: Wanted) => {
    const [start, end, limit] = [BigInt(query.get("start") ?? 0), BigInt(query.get("end") ?? 0), Number(query.get("limit"))];
    const found = lines.filter(({ nanos }) => BigInt(nanos) >= start && BigInt(nanos) < end).slice(0, limit);
    const values = found.map(({ nanos, line }) => [nanos, line]);
    return { body: { data: { resultType: "streams", result: values.length > 0 ? [{ stream: { app: "api" }, values }] : [] } } };
  };
}

test("a tail gives each line once, also those that come late or at the same instant, until it is ended", async () => {
  const from = Date.now() - 10_000;
  const at = (ms: number) => `${from + ms}000000`;
  const lines = [
    { nanos: at(100), line: "one" },
    { nanos: at(100), line: "two" },
  ];
  far.routes[QUERY_RANGE] = holding(lines);
  const stop = new AbortController();
  const heard: string[] = [];
  for await (const rows of tailLogs(await linkFor("loki", far.url), { query: "{}", from, everyMs: 5, signal: stop.signal })) {
    heard.push(...rows.map(({ line }) => line));
    if (heard.length === 2) lines.push({ nanos: at(300), line: "three" }, { nanos: at(100), line: "two again" });
    if (heard.length === 4) lines.push({ nanos: at(50), line: "late" });
    if (heard.length === 5) stop.abort();
  }
  expect(heard.toSorted()).toEqual(["late", "one", "three", "two", "two again"]);
});

test("a tail tells why Loki stays away", async () => {
  far.routes[QUERY_RANGE] = { status: 403 };
  const tail = tailLogs(await linkFor("loki", far.url), { query: "{}", from: 0, signal: new AbortController().signal });
  await expect(tail.next()).rejects.toThrow("Loki answered 403");
});
