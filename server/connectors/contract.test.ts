import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Capture } from "./capture.ts";
import { searchLogs } from "./datadog/operations.ts";
import type { Link } from "./define.ts";
import { ConnectorFailed } from "./failure.ts";
import type { Limits } from "./far.ts";
import { listAnnotations } from "./grafana/operations.ts";
import { listObjects } from "./kubernetes/operations.ts";
import { logQuery } from "./loki/operations.ts";
import { rangeQuery } from "./prometheus/operations.ts";
import { anObject, linkToCluster } from "./testing/cluster.ts";
import { type FarSide, type Reply, startFarSide } from "./testing/far-side.ts";
import { linkFor, WINDOW } from "./testing/link.ts";

type Contract = {
  title: string;
  secret: string;
  /** What it is asked with, which no message may hold. */
  token: string;
  open(url: string, limits?: Partial<Limits>): Promise<Link>;
  /** Reads at most so many rows. */
  read(link: Link, limit: number): Promise<Capture<unknown>>;
  /** A good answer with so many rows, whatever was asked for. */
  rows(count: number): object;
};

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const sample = [WINDOW.from / 1_000, "1"];

const CONTRACTS: Contract[] = [
  {
    title: "Prometheus",
    secret: "PROMETHEUS_TOKEN",
    token: "s3cret-token",
    open: (url, limits = {}) => linkFor("prometheus", url, { limits }),
    read: (link, limit) => rangeQuery.run(link, rangeQuery.input.parse({ query: "up", ...WINDOW, limit })),
    rows: (count) => ({
      status: "success",
      data: { resultType: "matrix", result: upTo(count).map((n) => ({ metric: { pod: `p${n}` }, values: [sample] })) },
    }),
  },
  {
    title: "Loki",
    secret: "LOKI_TOKEN",
    token: "s3cret-token",
    open: (url, limits = {}) => linkFor("loki", url, { limits }),
    read: (link, limit) => logQuery.run(link, logQuery.input.parse({ query: "{app=~`.+`}", ...WINDOW, limit })),
    rows: (count) => ({
      data: { resultType: "streams", result: [{ stream: {}, values: upTo(count).map((n) => [`${WINDOW.from + n}000000`, `line ${n}`]) }] },
    }),
  },
  {
    title: "Grafana",
    secret: "GRAFANA_TOKEN",
    token: "s3cret-token",
    open: (url, limits = {}) => linkFor("grafana", url, { limits }),
    read: (link, limit) => listAnnotations.run(link, listAnnotations.input.parse({ ...WINDOW, limit })),
    rows: (count) => upTo(count).map((id) => ({ id, time: WINDOW.from, text: `annotation ${id}` })),
  },
  {
    title: "Datadog",
    secret: "DATADOG_API_KEY",
    token: "s3cret-token",
    open: (url, limits = {}) => linkFor("datadog", url, { limits, secrets: { apiKey: "s3cret-token", appKey: "app-key-4567" } }),
    read: (link, limit) => searchLogs.run(link, searchLogs.input.parse({ ...WINDOW, limit })),
    rows: (count) => ({
      data: upTo(count).map((n) => ({ id: `l${n}`, attributes: { timestamp: new Date(WINDOW.from).toISOString(), message: `line ${n}` } })),
    }),
  },
  {
    title: "Kubernetes",
    secret: "KUBECONFIG",
    token: "clu5ter-token",
    open: (url, limits = {}) => linkToCluster(url, {}, undefined, limits),
    read: (link, limit) => listObjects.run(link, listObjects.input.parse({ resource: "pods", limit })),
    rows: (count) => ({ items: upTo(count).map((n) => anObject({ name: `pod-${n}` })) }),
  },
];

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

describe.each(CONTRACTS)("$title", ({ title, secret, token, open, read, rows }) => {
  const good: Reply = { body: rows(2) };

  function answering(...replies: Reply[]): void {
    let next = 0;
    far.routes = { "/*": () => replies[Math.min(next++, replies.length - 1)] ?? "cut" };
  }

  async function failing(limits?: Partial<Limits>): Promise<ConnectorFailed> {
    const met = await read(await open(far.url, limits), 10).then(
      () => new Error("It was answered."),
      (error: unknown) => error,
    );
    if (!(met instanceof ConnectorFailed)) throw met;
    expect(met.message).toMatch(new RegExp(`^${title}[ :]`));
    expect(met.message).not.toContain(token);
    return met;
  }

  test("that does not answer is waited for as long as its time, and asked as often as its attempts", async () => {
    answering("silence");
    expect(await failing({ timeoutMs: 50, attempts: 2 })).toMatchObject({ kind: "timed-out", message: expect.stringContaining("within 0.05 s") });
    expect(far.asked).toHaveLength(2);
  });

  test("that refuses who asks says what to check, and is asked once", async () => {
    answering({ status: 401, body: { message: `unknown ${token}` } });
    const { message, kind } = await failing();
    expect([kind, far.asked.length]).toEqual(["unauthorised", 1]);
    expect(message).toBe(`${title} answered 401: check ${secret}. It said: unknown •••`);
  });

  test("that is asked too often is asked again when it said, and given up when it says so every time", async () => {
    answering({ status: 429, headers: { "retry-after": "0" } }, good);
    expect((await read(await open(far.url), 10)).rows).toHaveLength(2);
    answering({ status: 429 });
    expect(await failing()).toMatchObject({ kind: "too-often", answered: 429, message: expect.stringContaining("3 times in a row") });
    expect(far.asked).toHaveLength(5);
  });

  test("that fails itself is asked again, and its own words are told when it goes on failing", async () => {
    answering({ status: 500 }, { status: 503 }, good);
    expect((await read(await open(far.url), 10)).rows).toHaveLength(2);
    answering({ status: 503, body: { message: "the ring is unhealthy" } });
    expect((await failing()).message).toContain("It said: the ring is unhealthy");
  });

  test("that gives a question up as too much is not asked it again", async () => {
    answering({ status: 503, body: { error: "query timed out in expression evaluation" } });
    expect(await failing()).toMatchObject({ kind: "overtaxed", message: expect.stringContaining("Take a shorter window") });
    expect(far.asked).toHaveLength(1);
  });

  test("whose answer breaks off in the middle is asked again, and is never half believed", async () => {
    answering({ ...good, isHalf: true }, good);
    expect((await read(await open(far.url), 10)).rows).toHaveLength(2);
    answering({ ...good, isHalf: true });
    expect((await failing()).kind).toBe("unreachable");
    answering({ body: JSON.stringify(rows(2)).slice(0, -9) });
    expect((await failing()).kind).toBe("unreadable");
  });

  test("that says plain text under the type of JSON is told in its words, whatever its status", async () => {
    answering({ status: 502, body: "upstream connect error or disconnect/reset before headers" });
    expect((await failing()).message).toContain("It said: upstream connect error");
    answering({ status: 400, body: "parse error : unexpected end of input" });
    expect(await failing()).toMatchObject({ kind: "not-taken", message: expect.stringContaining("It said: parse error : unexpected end") });
    answering({ body: "no healthy upstream" });
    expect(await failing()).toMatchObject({ kind: "unreadable", message: expect.stringContaining("begins “no healthy upstream”") });
  });

  test("that gives more rows than it was asked for is cut to the limit, and the capture says so", async () => {
    answering({ body: rows(25) });
    const { rows: kept, provenance } = await read(await open(far.url), 10);
    expect([kept.length, provenance.rows, provenance.truncated]).toEqual([10, 10, true]);
  });

  test("that gives more bytes than the limit is refused, not cut in the middle of its JSON", async () => {
    answering({ body: rows(500) });
    expect(await failing({ bytes: 2_000 })).toMatchObject({ kind: "too-large", message: expect.stringContaining("more than 2,000 bytes") });
  });
});
