import { expect, test } from "vitest";
import type { Clue, Weighing } from "../clue.ts";
import { edgesOf } from "./edges.ts";
import { type GraphQuestion, rankOverGraph } from "./rank-over-graph.ts";

function clue(service: string, strength: number, weighing: Weighing = { follows: "callees" }, more: Partial<Clue> = {}): Clue {
  return { service, signature: null, statement: service, strength, role: "either", at: 1000, evidence: [], weighing, ...more };
}

const calls = (...pairs: string[]) => pairs.map((pair) => ({ caller: pair.split(">")[0] ?? "", callee: pair.split(">")[1] ?? "" }));

function order(question: Partial<GraphQuestion>): string[] {
  return rankOverGraph({ clues: [], edges: [], symptoms: [], ...question }).map(({ service }) => service);
}

test("of a chain of slow services the deepest one comes first, and the others name what explains them", () => {
  const standings = rankOverGraph({
    clues: [clue("shop", 0.95), clue("cart", 0.9), clue("store", 0.9)],
    edges: calls("shop>cart", "cart>store"),
    symptoms: ["shop"],
  });
  expect(standings.map(({ service, explainedBy }) => [service, explainedBy])).toEqual([
    ["store", null],
    ["shop", "cart"],
    ["cart", "store"],
  ]);
});

test("the walk goes on through services that show nothing", () => {
  expect(order({ clues: [clue("shop", 0.95), clue("store", 0.9)], edges: calls("shop>proxy", "proxy>store"), symptoms: ["shop"] })[0]).toBe("store");
});

test("of services that surely fail in the same way the deepest comes first, since the others repeat what they were told; another way of failing stays", () => {
  const full = (service: string, strength: number, signature = "disk-full") => clue(service, strength, {}, { role: "cause", signature });
  const clues = [full("shop", 1), full("shop", 0.9), full("orders", 1), full("orders", 0.8), full("store", 1)];
  const edges = calls("shop>orders", "orders>store", "store>shop");
  expect(order({ clues, edges, symptoms: ["shop"] })).toEqual(["store", "orders", "shop"]);
  const other = [full("shop", 1), full("shop", 0.9), full("store", 1, "memory-leak")];
  expect(order({ clues: other, edges: calls("shop>store"), symptoms: ["shop"] })[0]).toBe("shop");
});

test("a callee that became slow long after its caller does not explain it", () => {
  const late = clue("cart", 0.9, { follows: "callees" }, { at: 1000 + 10 * 60_000 });
  const [first] = rankOverGraph({ clues: [clue("shop", 0.95), late], edges: calls("shop>cart"), symptoms: [] });
  expect(first).toMatchObject({ service: "shop", explainedBy: null });
});

test("a callee through which hardly any of the trouble passes does not explain its caller", () => {
  const passing = (load: number) => ({ follows: "callees", load, loadOf: "latency" }) as const;
  expect(order({ clues: [clue("shop", 0.9, passing(1)), clue("cart", 0.9, passing(0.02))], edges: calls("shop>cart"), symptoms: ["shop"] })[0]).toBe(
    "shop",
  );
});

test("what is a cause by itself is explained by nothing", () => {
  const cause = clue("shop", 0.9, {}, { role: "cause" });
  const [first] = rankOverGraph({ clues: [cause, clue("cart", 0.9)], edges: calls("shop>cart"), symptoms: ["shop"] });
  expect(first).toMatchObject({ service: "shop", explainedBy: null });
});

test("a resource that is used up is not explained by slow callees", () => {
  const [first] = rankOverGraph({ clues: [clue("shop", 0.9, { weight: 1 }), clue("cart", 0.9)], edges: calls("shop>cart"), symptoms: ["shop"] });
  expect(first).toMatchObject({ service: "shop", explainedBy: null });
});

test("a surge of requests is followed up to the caller that brings it", () => {
  const demand: Weighing = { follows: "callers", weight: 0.4 };
  expect(order({ clues: [clue("shop", 0.9, demand), clue("cart", 0.9, demand)], edges: calls("shop>cart"), symptoms: [] })[0]).toBe("shop");
});

test("what the symptom does not call comes after what it calls", () => {
  expect(order({ clues: [clue("apart", 0.9), clue("cart", 0.8)], edges: calls("shop>cart", "other>apart"), symptoms: ["shop"] })[0]).toBe("cart");
});

test("where a trace ends at an endpoint, the busier service beside it in the same trouble comes first", () => {
  const edges = calls("shop>balancer", "shop>cart", "cart>store");
  const question = { clues: [clue("balancer", 0.95), clue("cart", 0.8)], edges, symptoms: ["shop"] };
  expect(
    order({
      ...question,
      traffic: new Map([
        ["balancer", 10],
        ["cart", 100],
      ]),
    })[0],
  ).toBe("cart");
  expect(
    order({
      ...question,
      traffic: new Map([
        ["balancer", 100],
        ["cart", 100],
      ]),
    })[0],
  ).toBe("balancer");
});

test("without edges the one that got worse by the greatest share of itself comes first", () => {
  const grown = (growth: number) => ({ follows: "callees", growth, loadOf: "latency" }) as const;
  expect(order({ clues: [clue("shop", 0.95, grown(1)), clue("cart", 0.9, grown(8))] })).toEqual(["cart", "shop"]);
});

test("calls in a circle end", () => {
  expect(order({ clues: [clue("a", 0.9), clue("b", 0.8)], edges: calls("a>b", "b>a", "a>a"), symptoms: ["a"] })).toHaveLength(2);
});

test("spans show who calls whom, each call once", () => {
  const span = (id: string, parent: string | null, service: string) => ({
    trace: "t",
    span: id,
    parent,
    service,
    operation: "",
    start: 0,
    durationMs: 1,
    isError: false,
    error: null,
  });
  const spans = [span("1", null, "shop"), span("2", "1", "shop"), span("3", "2", "cart"), span("4", "1", "cart"), span("5", "gone", "lost")];
  expect(edgesOf({ edges: calls("cart>store"), spans })).toEqual(calls("cart>store", "shop>cart"));
});
