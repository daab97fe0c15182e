import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cyclesIn, type Edge, freeSlug, refuseSelfLoop, slugFrom } from "./rules.ts";

const edges = (text: string): Edge[] =>
  text
    .split(" ")
    .filter(Boolean)
    .map((pair) => ({ caller: pair[0] ?? "", callee: pair[1] ?? "" }));

describe("circles of dependencies", () => {
  it("are none in a chain or a diamond", () => {
    expect(cyclesIn(edges("ab bc ac cd bd"))).toEqual([]);
  });

  it("are found once per group of services that reach one another", () => {
    const cycles = cyclesIn(edges("ab bc ca cd de ed ef"));
    expect(cycles.map((cycle) => cycle.toSorted().join(""))).toEqual(expect.arrayContaining(["abc", "de"]));
    expect(cycles).toHaveLength(2);
  });

  it("follow real dependencies all the way around", () => {
    const node = fc.constantFrom(..."abcdefgh");
    const graph = fc.array(
      fc.record({ caller: node, callee: node }).filter(({ caller, callee }) => caller !== callee),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(graph, (drawn) => {
        const cycles = cyclesIn(drawn);
        for (const cycle of cycles) {
          cycle.forEach((caller, index) => {
            const callee = cycle[(index + 1) % cycle.length];
            expect(drawn.some((edge) => edge.caller === caller && edge.callee === callee)).toBe(true);
          });
        }
        expect(cycles.length > 0).toBe(hasCircle(drawn));
      }),
    );
  });

  it("are found in a chain of ten thousand without running out of stack", () => {
    const long = Array.from({ length: 10_000 }, (_, index) => ({ caller: `s${index}`, callee: `s${(index + 1) % 10_000}` }));
    expect(cyclesIn(long)[0]).toHaveLength(10_000);
  });
});

/** A slower way to the same answer: take away services without callers until none is left or a circle remains. */
function hasCircle(drawn: Edge[]): boolean {
  let left = drawn;
  for (;;) {
    const next = left.filter(({ caller }) => left.some(({ callee }) => callee === caller));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

it("a service cannot depend on itself", () => {
  expect(() => refuseSelfLoop("a", ["b", "a"])).toThrow("cannot depend on itself");
  expect(() => refuseSelfLoop("a", ["b"])).not.toThrow();
});

it("a slug is made of what a name has of letters and digits", () => {
  expect(slugFrom("Payment API (EU) – v2")).toBe("payment-api-eu-v2");
  expect(slugFrom("Zahlungs-Brücke")).toBe("zahlungs-brucke");
  expect(slugFrom("支払い")).toBe("");
  expect(slugFrom(`${"a".repeat(59)} b`)).toBe("a".repeat(59));
});

describe("a free slug", () => {
  it("is the base, or the base with the first number that nobody has, within its length", () => {
    expect(freeSlug("checkout", new Set(["search"]))).toBe("checkout");
    expect(freeSlug("checkout", new Set(["checkout", "checkout-2", "checkout-4"]))).toBe("checkout-3");
    const long = "x".repeat(60);
    const second = freeSlug(long, new Set([long]));
    expect([second.length, second.endsWith("-2")]).toEqual([60, true]);
  });
});
