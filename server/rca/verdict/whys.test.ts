import { describe, expect, test } from "vitest";
import { aBundle, aSuspect } from "../testing/bundle.ts";
import { NOT_ESTABLISHED, pathBetween, whysOf } from "./whys.ts";

const edges = [
  { caller: "shop", callee: "checkout" },
  { caller: "checkout", callee: "payments" },
  { caller: "payments", callee: "ledger" },
  { caller: "shop", callee: "search" },
];
const bundle = aBundle({ edges, incident: { symptoms: [{ service: "shop" }] } });

describe("the five whys", () => {
  test("walk along the calls from the symptom to the cause, and cite what was seen there", () => {
    const root = aSuspect("payments", 0.9, [{ statement: "The pool of payments is exhausted", evidence: ["E7"] }]);
    const whys = whysOf(root, [root, aSuspect("checkout", 0.4, [{ evidence: ["E2"] }])], bundle, undefined);
    expect(whys.slice(0, 3)).toEqual([
      { why: "Why “Checkout fails”?", because: "It depends on checkout: checkout is slow.", evidence: ["E2"] },
      { why: "Why is checkout affected?", because: "It depends on payments.", evidence: ["E7"] },
      { why: "Why is payments affected?", because: "The pool of payments is exhausted.", evidence: ["E7"] },
    ]);
  });

  test("say what nothing shows", () => {
    const root = aSuspect("payments", 0.9, [{ evidence: ["E7"] }]);
    expect(whysOf(root, [root], bundle, undefined).at(-1)).toEqual({
      why: "Why did it begin then?",
      because: `${NOT_ESTABLISHED}: no changes are among the evidence.`,
      evidence: [],
    });
    expect(whysOf(undefined, [], bundle, undefined)).toEqual([{ why: "Why “Checkout fails”?", because: NOT_ESTABLISHED, evidence: [] }]);
  });

  test("go from what callers met down to what was found", () => {
    const chain = [{ why: "Why does payments not run?", because: "No node takes its pod" }];
    const pending = { statement: "The selector of payments matches no node", role: "cause" as const, chain, evidence: ["E7"] };
    const met = { statement: "Service payments has no ready endpoints", role: "effect" as const, evidence: ["E3"] };
    expect(whysOf(aSuspect("payments", 0.9, [pending, met]), [], aBundle(), undefined).slice(0, 3)).toEqual([
      { why: "Why “Checkout fails”?", because: "Service payments has no ready endpoints.", evidence: ["E3"] },
      { why: "Why does payments not run?", because: "No node takes its pod.", evidence: ["E7"] },
      { why: "What lies behind that?", because: "The selector of payments matches no node.", evidence: ["E7"] },
    ]);
  });

  test("end at the first that nothing shows: no guess is asked after", () => {
    const root = aSuspect("payments", 0.9, [{ signature: "network-delay", evidence: ["E7"] }]);
    const open = whysOf(root, [root], bundle, undefined).filter(({ evidence }) => evidence.length === 0);
    expect(open.length).toBeLessThanOrEqual(2);
    for (const { because } of open) expect(because).toMatch(/^not established/i);
  });

  test("are never more than five, and each but the unknown has evidence", () => {
    const chain = ["b", "c", "d", "e", "f"].map((because) => ({ why: `Why ${because}?`, because }));
    const root = aSuspect("ledger", 0.9, [{ chain, evidence: ["E1"] }]);
    const whys = whysOf(root, [root], bundle, undefined);
    expect(whys).toHaveLength(5);
  });
});

test("the shortest way of calls is found, also where calls go in circles", () => {
  expect(pathBetween("shop", "ledger", [...edges, { caller: "ledger", callee: "shop" }])).toEqual([
    ["shop", "checkout"],
    ["checkout", "payments"],
    ["payments", "ledger"],
  ]);
  expect(pathBetween("search", "ledger", edges)).toEqual([]);
  expect(pathBetween(undefined, "ledger", edges)).toEqual([]);
});
