import { expect, test } from "vitest";
import { aSuspect, NOON } from "../testing/bundle.ts";
import { unmeasuredCallee } from "./unmeasured.ts";

const series = (service: string, metric = "latency") => ({
  service,
  metric,
  unit: null,
  kind: "gauge" as const,
  times: Float64Array.of(NOON),
  values: Float64Array.of(1),
});
const edges = [{ caller: "shop", callee: "stock" }];
const waiting = [
  { metric: "latency", weighing: { follows: "callees" as const } },
  { role: "effect" as const, blames: "stock" },
];

test("whoever waits for what nobody measures may be well itself", () => {
  expect(unmeasuredCallee(aSuspect("shop", 0.8, waiting), { series: [series("shop")], spans: [], edges })).toBe("stock");
});

test("that it is there, and how many of it, is no measure of its work", () => {
  const known = [series("shop"), series("stock", "kube_deployment_status_replicas_available"), series("stock", "up")];
  expect(unmeasuredCallee(aSuspect("shop", 0.8, waiting), { series: known, spans: [], edges })).toBe("stock");
});

test.each([
  ["the callee is measured", { series: [series("shop"), series("stock")], spans: [], edges }, waiting],
  ["nothing at all is measured", { series: [], spans: [], edges }, waiting],
  ["the graph does not know the call", { series: [series("shop")], spans: [], edges: [] }, waiting],
  ["it has a sign of its own", { series: [series("shop")], spans: [], edges }, [...waiting, { metric: "cpu", weighing: { weight: 1 } }]],
])("nothing is in the dark where %s", (_, bundle, clues) => {
  expect(unmeasuredCallee(aSuspect("shop", 0.8, clues), bundle)).toBeNull();
});
