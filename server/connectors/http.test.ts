import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConnectorFailed } from "./failure.ts";
import { instantQuery, rangeQuery } from "./prometheus/operations.ts";
import { type FarSide, type Reply, recorded, startFarSide } from "./testing/far-side.ts";
import { linkFor, WINDOW } from "./testing/link.ts";
import { aCertificate, hasOpenssl, startTlsFarSide } from "./testing/tls.ts";

const QUERY = "/api/v1/query";
const GOOD = recorded("prometheus-query-instant");

let far: FarSide;
beforeEach(async () => {
  far = await startFarSide();
});
afterEach(() => far.close());

/** Answers in turn, the last one again and again. */
function inTurn(...replies: Reply[]): () => Reply {
  let next = 0;
  return () => replies[Math.min(next++, replies.length - 1)] ?? "cut";
}

async function up(more: Parameters<typeof linkFor>[2] = {}, signal?: AbortSignal) {
  return instantQuery.run(await linkFor("prometheus", far.url, more), { query: "up", limit: 500 }, signal);
}

async function failure(work: Promise<unknown>): Promise<ConnectorFailed> {
  const met = await work.then(
    () => new Error("It was answered."),
    (error: unknown) => error,
  );
  if (met instanceof ConnectorFailed) return met;
  throw met;
}

describe("a question to a system", () => {
  test("carries the token, and says afterwards what was asked and of which bytes the answer was", async () => {
    far.routes[QUERY] = GOOD;
    const { provenance, captured } = await up();
    expect(far.asked[0]?.headers.authorization).toBe("Bearer s3cret-token");
    expect(provenance).toMatchObject({ connector: "prometheus", operation: "query", rows: 0, truncated: false, bytes: captured.length });
    expect(provenance.request).toEqual([`GET ${far.url}${QUERY}?query=up`]);
    expect(provenance.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(captured.toString())).toEqual(GOOD.body);
    expect(JSON.stringify(provenance)).not.toContain("s3cret");
  });

  test("names the variable to check when it is refused with 401, and asks only once", async () => {
    far.routes[QUERY] = { status: 401, body: { message: "invalid token s3cret-token" } };
    const { message, kind } = await failure(up());
    expect(message).toBe("Prometheus answered 401: check PROMETHEUS_TOKEN. It said: invalid token •••");
    expect(kind).toBe("unauthorised");
    expect(far.asked).toHaveLength(1);
  });

  test("tells missing rights, a missing path and a refused question apart", async () => {
    far.routes[QUERY] = { status: 403, body: "<html>no</html>" };
    expect((await failure(up())).message).toBe("Prometheus answered 403: PROMETHEUS_TOKEN may not read /api/v1/query. Give it the right to.");
    delete far.routes[QUERY];
    expect((await failure(up())).message).toContain("answered 404 for /api/v1/query: check PROMETHEUS_URL");
    far.routes[QUERY] = recorded("prometheus-error-parse");
    expect((await failure(up())).message).toBe(
      "Prometheus answered 400: it did not take the question. It said: 1:10: parse error: unclosed left parenthesis",
    );
  });

  test("is put again after 500, 503 and a broken connection, and then answered", async () => {
    far.routes[QUERY] = inTurn({ status: 500 }, "cut", GOOD);
    expect((await up()).rows).toEqual([]);
    expect(far.asked).toHaveLength(3);
  });

  test("is given up after three times, with what the system said", async () => {
    far.routes[QUERY] = { status: 502, body: { message: "no upstream" } };
    const { message, answered } = await failure(up());
    expect(message).toBe("Prometheus answered 502, 3 times in a row: it fails itself. Look at its own logs. It said: no upstream");
    expect([answered, far.asked.length]).toEqual([502, 3]);
  });

  test("waits as Retry-After says before it is put again", async () => {
    far.routes[QUERY] = inTurn({ status: 429, headers: { "retry-after": "0" } }, GOOD);
    await up();
    expect(far.asked).toHaveLength(2);
  });

  test("is not put again when Retry-After is longer than anybody would wait", async () => {
    far.routes[QUERY] = { status: 429, headers: { "retry-after": "120" } };
    const { message, retryAfterSeconds } = await failure(up());
    expect(message).toBe("Prometheus answered 429: it is asked too often. Try again in 120 s.");
    expect([retryAfterSeconds, far.asked.length]).toEqual([120, 1]);
  });

  test("ends when no answer comes in time", async () => {
    far.routes[QUERY] = "silence";
    const { kind, message } = await failure(up({ limits: { timeoutMs: 60, attempts: 2 } }));
    expect(kind).toBe("timed-out");
    expect(message).toContain("gave no full answer within 0.06 s");
    expect(message).toContain("PROMETHEUS_URL");
    expect(far.asked).toHaveLength(2);
  });

  test("is never longer than its time altogether, however many attempts are left", async () => {
    far.routes[QUERY] = { status: 429, headers: { "retry-after": "1" } };
    await failure(up({ limits: { attempts: 50, longestWaitMs: 5_000, altogetherMs: 100 } }));
    expect(far.asked).toHaveLength(1);
  });

  test("ends at once when whoever asked gives up, also while it waits to be put again", async () => {
    const stop = new AbortController();
    far.routes[QUERY] = () => {
      setTimeout(() => stop.abort(new Error("nobody waits any more")), 20);
      return { status: 503, headers: { "retry-after": "30" } };
    };
    await expect(up({ limits: { longestWaitMs: 60_000, altogetherMs: 60_000 } }, stop.signal)).rejects.toThrow("nobody waits any more");
    const silent = new AbortController();
    far.routes[QUERY] = () => {
      setTimeout(() => silent.abort(new Error("nor now")), 20);
      return "silence";
    };
    await expect(up({}, silent.signal)).rejects.toThrow("nor now");
    expect(far.asked).toHaveLength(2);
  });

  test("is cut off when the answer is larger than its limit", async () => {
    far.routes["/api/v1/query_range"] = recorded("prometheus-query-range-error-ratio");
    const link = await linkFor("prometheus", far.url, { limits: { bytes: 4_000 } });
    const { kind, message } = await failure(rangeQuery.run(link, rangeQuery.input.parse({ query: "up", ...WINDOW })));
    expect(kind).toBe("too-large");
    expect(message).toContain("more than 4,000 bytes");
    expect(message).toContain("shorter window");
    expect(far.asked).toHaveLength(1);
  });

  test("says so when the answer is no JSON, half of one, or JSON of something else", async () => {
    far.routes[QUERY] = { body: "<!doctype html><title>Sign in</title>" };
    expect((await failure(up())).message).toBe(
      "Prometheus answered with what is no whole JSON and begins “<!doctype html><title>Sign in</title>”: check PROMETHEUS_URL.",
    );
    far.routes[QUERY] = { body: '{"status":"success","data":{"resultType":"vec' };
    expect((await failure(up())).kind).toBe("unreadable");
    far.routes[QUERY] = { body: { hello: "world" } };
    expect((await failure(up())).message).toContain("in a shape that is not its own (data)");
  });

  test("does not follow a redirect, so that no token goes elsewhere", async () => {
    const elsewhere = await startFarSide({ "/*": GOOD });
    far.routes[QUERY] = { status: 302, headers: { location: `${elsewhere.url}/login` } };
    const { kind, message } = await failure(up());
    expect(kind).toBe("redirected");
    expect(message).toContain(`a redirect to ${elsewhere.url}/login, which is not followed: check PROMETHEUS_URL`);
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  test("from settings goes to no host inside the network that is not allowed", async () => {
    far.routes[QUERY] = GOOD;
    const { kind, message } = await failure(up({ allowedHosts: [] }));
    expect(kind).toBe("refused-address");
    expect(message).toContain("Settings → Organisation");
    expect(far.asked).toEqual([]);
    expect((await up({ allowedHosts: [far.host] })).rows).toEqual([]);
  });

  test("says that nobody listens", async () => {
    await far.close();
    const { kind, message } = await failure(up());
    expect(kind).toBe("unreachable");
    expect(message).toContain("Check PROMETHEUS_URL");
    far = await startFarSide();
  });
});

test.skipIf(!hasOpenssl)("a certificate that nobody vouches for is refused with what to check", async () => {
  const tls = await startTlsFarSide(aCertificate("metrics"), GOOD.body);
  const { kind, message } = await failure(instantQuery.run(await linkFor("prometheus", tls.url), { query: "up", limit: 1 }));
  expect(kind).toBe("certificate");
  expect(message).toContain("PROMETHEUS_URL");
  expect(tls.asked).toEqual([]);
  tls.close();
});
