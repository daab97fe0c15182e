import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bundle, Span } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { openLogDigest } from "../logs/open-digest.ts";
import { openNotebook } from "../notebook.ts";
import { bundleOf, type Call, framed, ONSET, traffic } from "../testing/requests.ts";
import { detectSpans } from "./detect-spans.ts";

const WEIGHT: Record<Clue["role"], number> = { cause: 1, either: 0.6, effect: 0.2 };

function cluesOf(bundle: Bundle): Clue[] {
  return detectSpans(...framed(bundle), openNotebook()).clues.toSorted(
    (one, other) => other.strength * WEIGHT[other.role] - one.strength * WEIGHT[one.role],
  );
}

const first = (bundle: Bundle): Clue | undefined => cluesOf(bundle)[0];

/** gate → orders → stock; `change` alters the calls of the trouble. */
function shop(change: { stock?: Partial<Call>; orders?: Partial<Call>; gate?: Partial<Call> } = {}) {
  return traffic((number, isTrouble) => {
    const { stock, orders, gate } = isTrouble ? change : {};
    const inStock: Call = {
      service: "stock",
      operation: "POST /reserve",
      lines: [`Reserve#10 item ${number}`, `Reserve#20 reserved ${number}`],
      ...stock,
    };
    const inOrders: Call = {
      service: "orders",
      operation: "POST /order",
      lines: [`Order ${number} checked`, `Order ${number} stored`],
      calls: [inStock],
      ...orders,
    };
    return { service: "gate", operation: "GET /", calls: [inOrders], ...gate };
  });
}

describe("paths of requests", () => {
  test("a line that no longer follows another names its service, both lines and the shares", () => {
    const clue = first(bundleOf(shop({ stock: { lines: ["Reserve#10 item 7"] } })));
    expect(clue).toMatchObject({ service: "stock", signature: "code-path-cut", role: "cause" });
    expect(clue?.statement).toMatch(
      /In stock, the line “Reserve#20 reserved <\*>” no longer appears .*: in 0 % of 60 requests, against 100 % of \d+ before.*early/,
    );
    expect(clue?.evidence).toHaveLength(1);
  });

  test("an error line that comes instead is told with it", () => {
    const clue = first(bundleOf(shop({ stock: { lines: ["Reserve#10 item 7"], errors: ["Nothing reserved, list is empty"] } })));
    expect(clue?.service).toBe("stock");
    expect(clue?.statement).toMatch(/instead there is the line “Nothing reserved, list is empty” in 100 %/);
  });

  test("the deepest service whose own path changed is named before its callers, though theirs changed more", () => {
    const made = traffic((number, isTrouble) => {
      const isCut = isTrouble && number % 10 !== 0;
      const inStock: Call = {
        service: "stock",
        operation: "POST /reserve",
        lines: [`Reserve#10 item ${number}`, ...(isCut ? [] : ["Reserve#20 reserved"])],
      };
      const inOrders: Call = {
        service: "orders",
        operation: "POST /order",
        lines: [`Order ${number} checked`, ...(isTrouble ? [] : ["Order stored"])],
        calls: [inStock],
      };
      return { service: "gate", operation: "GET /", calls: [inOrders] };
    });
    const [stock, orders] = cluesOf(bundleOf(made));
    expect([stock?.service, orders?.service]).toEqual(["stock", "orders"]);
    expect(orders?.strength).toBeLessThan(0.75 * (stock?.strength ?? 0));
  });

  test("where lines of some traces were dropped, those traces are not taken for silent", () => {
    const { spans, lines } = shop();
    const digest = openLogDigest({ shapes: 1_000, slots: 10_000, traces: 400 });
    for (const each of lines) digest.add(each);
    const logs = digest.close();
    expect(logs.tracesShare).toBeLessThan(1);
    expect(cluesOf({ ...bundleOf({ spans }), logs })).toEqual([]);
  });

  test("a call that is no longer made is told as missing", () => {
    const clue = first(bundleOf(shop({ orders: { lines: ["Order 7 checked"], calls: [] } })));
    expect(clue?.service).toBe("orders");
    expect(clue?.statement).toMatch(/no longer/);
  });

  test("an earlier fault of the same kind in the calm does not hide it", () => {
    const cut = { lines: ["Reserve#10 item 7"] };
    const made = traffic((number, isTrouble, at) => {
      const wasCut = at > ONSET - 240_000 && at < ONSET - 60_000;
      const inStock: Call = {
        service: "stock",
        operation: "POST /reserve",
        lines: [`Reserve#10 item ${number}`, "Reserve#20 reserved"],
        ...(isTrouble || wasCut ? cut : {}),
      };
      return { service: "gate", operation: "GET /", calls: [inStock] };
    });
    expect(first(bundleOf(made))).toMatchObject({ service: "stock" });
    expect(first(bundleOf(made))?.strength).toBeGreaterThan(0.5);
    expect(first(bundleOf(made))?.statement).toMatch(/in 0 % of 60 requests, against 100 % of/);
  });

  test("a callee that is asked for less is not accused for what it is no longer asked", () => {
    const made = traffic((_, isTrouble) => {
      const price: Call = { service: "stock", operation: "GET /price", lines: ["Price looked up"] };
      const reserve: Call = { service: "stock", operation: "POST /reserve", lines: ["Item reserved"] };
      return { service: "gate", operation: "GET /", calls: isTrouble ? [reserve] : [price, reserve] };
    });
    expect(cluesOf(bundleOf(made)).map(({ service }) => service)).toEqual(["gate"]);
  });

  test("another mix of requests, or fewer of them, accuses nobody", () => {
    const mixed = traffic((number, isTrouble) => {
      const isRail = isTrouble || (number * 7_919) % 10 < 5;
      const inStock: Call = {
        service: "stock",
        operation: "POST /reserve",
        lines: ["Reserve begins", isRail ? "Rail seat taken" : "Coach seat taken"],
      };
      return { service: "gate", operation: "GET /", calls: [inStock] };
    });
    expect(cluesOf(bundleOf(mixed)).filter(({ strength }) => strength > 0.25)).toEqual([]);
    const { spans, lines } = shop();
    const isKept = (trace: string | null): boolean => Number(trace?.slice(1)) < 150 || Number(trace?.slice(1)) % 10 === 0;
    const fewer = { spans: spans.filter(({ trace }) => isKept(trace)), lines: lines.filter(({ trace }) => isKept(trace)) };
    expect(cluesOf(bundleOf(fewer))).toEqual([]);
  });

  test("requests that failed because a callee did not answer do not accuse the caller's code", () => {
    const refused = { lines: ["Order 7 checked"], errors: ["Cannot connect to stock:8080: connection refused"], calls: [] };
    expect(cluesOf(bundleOf(shop({ orders: refused }))).filter(({ service, strength }) => service === "orders" && strength > 0.25)).toEqual([]);
  });
});

describe("times and errors", () => {
  test("time on the way at every connection of a service is a network delay there", () => {
    const clue = first(
      bundleOf({
        spans: traffic((_, isTrouble) => {
          const way = isTrouble ? 200 : 1;
          const stock: Call = { service: "stock", operation: "reserve", wayMs: way };
          const prices: Call = { service: "prices", operation: "price" };
          return { service: "gate", operation: "GET /", calls: [{ service: "orders", operation: "order", wayMs: way, calls: [stock] }, prices] };
        }).spans,
      }),
    );
    expect(clue).toMatchObject({ service: "orders", signature: "network-delay" });
    expect(clue?.statement).toMatch(/Network delay at orders.*200 ms on the way instead of 1 ms.*2 of 2 measured connections/);
  });

  test("one slow connection is laid to the side of which it is the only one", () => {
    const made = traffic((_, isTrouble) => {
      const slow: Call = { service: "stock", operation: "reserve", wayMs: isTrouble ? 200 : 1 };
      return {
        service: "gate",
        operation: "GET /",
        calls: [slow, { service: "prices", operation: "price" }, { service: "mail", operation: "send" }],
      };
    });
    expect(first(bundleOf({ spans: made.spans }))).toMatchObject({ service: "stock", signature: "network-delay" });
  });

  test("a service that itself takes longer is told from those that wait for it", () => {
    const clue = first(bundleOf({ spans: shop({ stock: { ownMs: 90 } }).spans }));
    expect(clue?.service).toBe("stock");
    expect(clue?.statement).toMatch(/stock itself has become slow: POST \/reserve takes 90 ms of its own instead of 2 ms/);
  });

  test("a service that suddenly does less is told, more weakly where its lines are as before", () => {
    const made = (lines: string[]): Bundle =>
      bundleOf(
        traffic((number, isTrouble) => ({
          service: "gate",
          operation: "GET /",
          calls: [{ service: "stock", operation: "find", ownMs: isTrouble ? 0.5 : 20 + (number % 5), lines }],
        })),
      );
    const clue = first(made([]));
    expect(clue).toMatchObject({ service: "stock", signature: "code-path-cut", role: "either" });
    expect(clue?.statement).toMatch(/stock does less than before: find takes 0\.5 ms of its own instead of 22 ms; it may return early/);
    expect(first(made(["Stock looked up"]))?.strength).toBeLessThan(0.7 * (clue?.strength ?? 0));
  });

  test("errors are traced to the span below which nothing fails", () => {
    const clue = first(
      bundleOf({ spans: shop({ stock: { isError: true, error: "deadlock detected" }, orders: { isError: true }, gate: {} }).spans }),
    );
    expect(clue?.service).toBe("stock");
  });
});

describe("whatever comes", () => {
  const made = shop({ stock: { lines: ["Reserve#10 item 7"] } });

  test("other names give the same answer with those names", () => {
    const rename = (name: string): string => ({ gate: "zq-1", orders: "aa-2", stock: "mm-3" })[name] ?? name;
    const renamed = {
      spans: made.spans.map((span) => ({ ...span, service: rename(span.service), operation: span.operation.replace(/\b(orders|stock)\b/, rename) })),
      lines: made.lines.map((each) => ({ ...each, service: rename(each.service) })),
    };
    expect(cluesOf(bundleOf(renamed)).map(({ service, strength }) => [service, strength])).toEqual(
      cluesOf(bundleOf(made)).map(({ service, strength }) => [rename(service), strength]),
    );
  });

  test("the order of spans and lines does not matter, and another day moves times only", () => {
    const backwards = bundleOf({ spans: made.spans.toReversed(), lines: made.lines.toReversed() });
    expect(cluesOf(backwards)).toEqual(cluesOf(bundleOf(made)));
    const day = 86_400_000;
    const moved = bundleOf({
      spans: made.spans.map((span) => ({ ...span, start: span.start + day })),
      lines: made.lines.map((each) => ({ ...each, at: each.at === null ? null : each.at + day })),
    });
    moved.incident = { ...moved.incident, detectedAt: ONSET + day, window: { from: ONSET + day, to: ONSET + day + 180_000 } };
    expect(cluesOf(moved)).toEqual(cluesOf(bundleOf(made)).map((clue) => ({ ...clue, at: clue.at === null ? null : clue.at + day })));
  });

  test("broken spans never throw", () => {
    const word = fc.constantFrom("", "a", "b", "c", "\u0000");
    const number = fc.oneof(fc.double(), fc.integer(), fc.constant(ONSET), fc.constant(Number.NaN));
    const span: fc.Arbitrary<Span> = fc.record({
      trace: word,
      span: word,
      parent: fc.option(word),
      service: word,
      operation: word,
      start: number,
      durationMs: number,
      isError: fc.boolean(),
      error: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 60 }), (spans) => {
        for (const { strength } of cluesOf(bundleOf({ spans }))) expect(strength).toBeLessThanOrEqual(1);
      }),
    );
  });
});
