import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { openNotebook } from "../notebook.ts";
import { bundleOf, framed, line, ONSET } from "../testing/requests.ts";
import { detectLogs } from "./detect-logs.ts";
import type { LogLine } from "./open-digest.ts";

const MINUTE = 60_000;

const findingOf = (bundle: Bundle) => detectLogs(...framed(bundle), openNotebook());
const cluesOf = (bundle: Bundle): Clue[] => findingOf(bundle).clues;
const WEIGHT: Record<Clue["role"], number> = { cause: 1, either: 0.6, effect: 0.2 };
/** Clues of one service as the ranking sorts them. */
const about = (bundle: Bundle, service: string): Clue[] =>
  cluesOf(bundle)
    .filter((clue) => clue.service === service)
    .toSorted((one, other) => other.strength * WEIGHT[other.role] - one.strength * WEIGHT[one.role]);

/** A line every `everyMs`, minutes counted from the onset. */
function every(
  everyMs: number,
  [from, to]: [number, number],
  service: string,
  message: (number: number) => string,
  more: Partial<LogLine> = {},
): LogLine[] {
  return Array.from({ length: Math.floor(((to - from) * MINUTE) / everyMs) }, (_, number) =>
    line(service, message(number), { at: ONSET + from * MINUTE + number * everyMs, ...more }),
  );
}

const calm = [
  ...every(1_000, [-20, 3], "shop", (number) => `Served page ${number}`),
  ...every(2_000, [-20, 3], "db", (number) => `checkpoint ${number} done`),
];
const error = { level: "error" };

describe("failures", () => {
  test("a new error is quoted with its figures, its beginning and its rate before and after", () => {
    const lines = [
      ...calm,
      ...every(5_000, [0, 3], "shop", (number) => `Timeout waiting for connection from pool (50/50 in use) request=${number}`, error),
    ];
    const [clue] = about(bundleOf({ lines }), "shop");
    expect(clue).toMatchObject({ signature: "connection-pool", at: ONSET });
    expect(clue?.statement).toMatch(
      /shop logs “Timeout waiting for connection from pool \(50\/50 in use\).*”: 36 lines since 12:00:00, 1\d a minute against 0 before\./,
    );
    expect(clue?.strength).toBeGreaterThan(0.7);
  });

  test("an error that has always been there is worth little", () => {
    const lines = [...calm, ...every(5_000, [-20, 3], "shop", () => "Could not load avatar", error)];
    expect(about(bundleOf({ lines }), "shop")[0]?.strength).toBeLessThan(0.25);
  });

  test("all kinds of failure of a service stand in its first clue, with counts", () => {
    const lines = [
      ...every(1_000, [-1, 0], "app", () => "Health check passed"),
      ...every(4_000, [-1, 0], "app", () => "Session lost: Redis connection timeout (5s exceeded)", error),
      ...every(6_000, [-1, 0], "app", () => "Certificate of idp.test expired on 2026-01-15", error),
      ...every(10_000, [-1, 0], "app", () => 'Insert failed: duplicate key value violates unique constraint "users_email"', error),
    ];
    const [clue] = about(bundleOf({ lines }), "app");
    expect(clue?.statement).toMatch(/Certificate of idp\.test expired on 2026-01-15/);
    expect(clue?.statement).toMatch(/Redis connection timeout \(5s exceeded\)” \(15 lines\)/);
    expect(clue?.statement).toMatch(/unique constraint "users_email"” \(6 lines\)/);
    expect(clue?.evidence).toHaveLength(3);
  });

  test("who cannot reach another is an effect, and the other is blamed", () => {
    const lines = [...calm, ...every(5_000, [0, 3], "shop", () => "POST failed: connect to db:5432 failed: connection refused", error)];
    const clues = cluesOf(bundleOf({ lines }));
    expect(clues.find(({ service }) => service === "shop")).toMatchObject({ role: "effect", blames: "db" });
    expect(clues.find(({ service }) => service === "db")?.statement).toMatch(/shop blames db in 36 lines/);
  });

  test("a thing outside of the evidence is blamed by the name that the line gives it", () => {
    const lines = [...calm, ...every(5_000, [0, 3], "shop", () => "request to https://api.rates.test/v1 failed: 503", error)];
    expect(about(bundleOf({ lines }), "shop")[0]).toMatchObject({ blames: "api.rates.test", role: "either" });
  });

  test("what came and went is told with its end", () => {
    const lines = [
      ...every(10_000, [-300, 0], "jobs", () => "Job done"),
      ...every(10_000, [-120, -115], "jobs", () => "Job failed: cannot connect to external API", error),
    ];
    expect(about(bundleOf({ lines }), "jobs")[0]?.statement).toMatch(/30 lines since 10:00:00 until 10:04:50, none after that/);
  });

  test("figures that the lines carry are told when they went far", () => {
    const lines = [
      ...every(1_000, [-2, -1], "api", () => "ok response_time_ms=100"),
      ...every(1_000, [-1, 0], "api", () => "late response_time_ms=5200", error),
    ];
    expect(about(bundleOf({ lines }), "api").some(({ statement }) => /response_time_ms went from 100 to 5,200/.test(statement))).toBe(true);
  });

  test("a leak is told from the figures alone, and figures that go up and down are not", () => {
    const leaking = every(1_000, [-10, 0], "api", (number) => `Request done, memory usage: ${100 + number} MB`);
    expect(about(bundleOf({ lines: leaking }), "api")[0]?.statement).toMatch(/memory usage went from 102MB to 699MB/);
    const steady = every(1_000, [-10, 0], "api", (number) => `Request done response_time_ms=${50 + ((number * 37) % 100)}`);
    expect(cluesOf(bundleOf({ lines: steady }))).toEqual([]);
  });

  test("a rare line about a change of configuration is told beside the errors after it", () => {
    const lines = [
      ...every(1_000, [-5, 0], "api", () => "ok"),
      line("api", "Configuration updated: pool_size changed from 50 to 5", { at: ONSET - 90_000 }),
      ...every(2_000, [-1, 0], "api", () => "Connection pool exhausted", error),
    ];
    expect(about(bundleOf({ lines }), "api")[0]?.statement).toMatch(/pool_size changed from 50 to 5/);
  });

  test("harmless words and stack frames are no failures", () => {
    const quiet = [
      ...calm,
      ...every(5_000, [0, 3], "shop", () => "Finished with 0 errors"),
      ...every(5_000, [0, 3], "shop", () => "at com.acme.Shop.main(Shop.java:12)", { level: null }),
    ];
    expect(cluesOf(bundleOf({ lines: quiet }))).toEqual([]);
  });
});

describe("silence", () => {
  test("lines that stop while their service logs on are told; fewer lines by less traffic are not", () => {
    const stopped = [...calm, ...every(3_000, [-20, 0], "shop", () => "Payment captured")];
    const [clue] = about(bundleOf({ lines: stopped }), "shop");
    expect(clue?.statement).toMatch(/Lines “Payment captured” of shop no longer appear: 20 a minute before, 0 now/);
    const slower = [
      ...every(1_000, [-20, 0], "shop", () => "Served"),
      ...every(3_000, [-20, 0], "shop", () => "Paid"),
      ...every(4_000, [0, 3], "shop", () => "Served"),
      ...every(12_000, [0, 3], "shop", () => "Paid"),
    ];
    expect(cluesOf(bundleOf({ lines: slower }))).toEqual([]);
  });

  test("lines that go on as they did are not told as stopped, however many others come", () => {
    const flood = every(100, [0, 3], "shop", (number) => `Timeout waiting for connection from pool request=${number}`, error);
    const lines = [
      ...every(3_000, [-20, 3], "shop", () => "Payment captured"),
      ...every(1_000, [-20, 0], "shop", (number) => `Served page ${number}`),
      ...flood,
    ];
    expect(about(bundleOf({ lines }), "shop").filter(({ statement }) => statement.includes("Payment captured"))).toEqual([]);
  });

  test("a service that logs nothing any more is told", () => {
    const lines = [...every(1_000, [-20, 3], "shop", () => "Served"), ...every(2_000, [-20, 0], "db", () => "checkpoint")];
    expect(about(bundleOf({ lines }), "db")[0]?.statement).toMatch(/db has stopped logging: 30 lines a minute before, none now/);
  });
});

describe("texts of commands", () => {
  test("an answer of curl is read by the words of the families", () => {
    const outputs = [{ command: "curl -v https://shop.test/health", text: "* SSL certificate problem: certificate has expired", at: null }];
    const [clue] = cluesOf(bundleOf({ outputs, lines: calm }));
    expect(clue).toMatchObject({ service: "shop", signature: "certificate-invalid", role: "cause" });
  });
});

describe("answers", () => {
  test("templates are given with lines a minute before and after", () => {
    const lines = [...calm, ...every(5_000, [0, 3], "shop", (number) => `Rejected order ${number}`, error)];
    const { templates } = findingOf(bundleOf({ lines }));
    expect(templates?.[0]).toMatchObject({ template: "Rejected order <*>", service: "shop", before: 0 });
    expect(templates?.[0]?.after).toBeGreaterThan(10);
  });

  test("lines that have nothing to do with it, in any order, do not change the answer", () => {
    const telling = [...calm, ...every(5_000, [0, 3], "shop", () => "disk full: no space left on device", error)];
    const wanted = about(bundleOf({ lines: telling }), "shop");
    fc.assert(
      fc.property(fc.shuffledSubarray(telling, { minLength: telling.length }), (shuffled) => {
        const others = every(1_000, [-20, 3], "mail", (number) => `sent ${number}`);
        const clues = about(bundleOf({ lines: [...others, ...shuffled] }), "shop");
        expect(clues.map(({ statement, strength }) => [statement, strength.toFixed(6)])).toEqual(
          wanted.map(({ statement, strength }) => [statement, strength.toFixed(6)]),
        );
      }),
      { numRuns: 5 },
    );
  });

  test("no text, level or time breaks it", () => {
    const made = fc.record({
      at: fc.option(fc.oneof(fc.double(), fc.integer(), fc.constant(ONSET))),
      service: fc.string(),
      level: fc.option(fc.string()),
      message: fc.oneof(
        fc.string(),
        fc.string({ unit: "binary" }),
        fc.constantFrom("error: =", "failed to connect to :", "500 Internal Server Error [{", "a=1e999 usage=NaN"),
      ),
      trace: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 40 }), (lines) => {
        for (const { strength } of cluesOf(bundleOf({ lines }))) expect(strength).toBeLessThanOrEqual(1);
      }),
    );
  });
});
