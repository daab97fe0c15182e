import { describe, expect, test } from "vitest";
import type { StoredSeries } from "../metrics/series.ts";
import { type MetricStore, testOf } from "../metrics/store.ts";
import { planOf, valueAt } from "./evaluate.ts";
import { parseQuery } from "./parse.ts";

const SLOT = 15_000;
const AT = 40 * SLOT;

/** A counter of 2 a second that starts anew in slot 35, one of 1 a second, buckets, and gauges. */
const SERIES: StoredSeries[] = [
  one({ __name__: "hits_total", service: "a", code: "200" }, (slot) => (slot < 35 ? slot * 30 : (slot - 35) * 30)),
  one({ __name__: "hits_total", service: "a", code: "500" }, (slot) => slot * 15),
  one({ __name__: "hits_total", service: "b", code: "200" }, (slot) => slot * 15),
  one({ __name__: "used", service: "a" }, () => 30),
  one({ __name__: "used", service: "b" }, () => 5),
  one({ __name__: "size", service: "a" }, () => 50),
  one({ __name__: "size", service: "b" }, () => 10),
  one({ __name__: "gone", service: "a" }, (slot) => (slot > 38 ? null : 1)),
  ...(["0.1", "0.5", "1", "+Inf"] as const).map((le, index) =>
    one({ __name__: "took_bucket", service: "a", le }, (slot) => slot * ([5, 9, 10, 10][index] ?? 0)),
  ),
];

function one(labels: Record<string, string>, valueIn: (slot: number) => number | null): StoredSeries {
  return { labels, valueIn: (slot) => (slot < 0 ? null : valueIn(slot)) };
}

const STORE: MetricStore = {
  limit: () => AT,
  select: (matchers) => SERIES.filter(({ labels }) => matchers.map(testOf).every((test) => test(labels))),
  slotAt: (at) => Math.floor(at / SLOT),
  timeOf: (slot) => slot * SLOT,
};

/** The answer in short: labels without the name, with the value rounded. */
function answerOf(query: string): string {
  const value = valueAt(planOf(parseQuery(query), STORE), STORE, AT);
  if (value.kind === "scalar") return String(value.value);
  return value.samples
    .map(({ labels, value: measured }) => {
      const words = Object.entries(labels).map(([label, text]) => `${label}=${text}`);
      return `${words.join(",")} ${Math.round(measured * 1000) / 1000}`.trim();
    })
    .join("; ");
}

describe("the part of PromQL that is answered", () => {
  test.each([
    ["used", "__name__=used,service=a 30; __name__=used,service=b 5"],
    ['used{service="a"}', "__name__=used,service=a 30"],
    ['used{service!="a"}', "__name__=used,service=b 5"],
    ['{__name__=~"us.*",service=~"a|c"}', "__name__=used,service=a 30"],
    ['used{service=~"."} ', "__name__=used,service=a 30; __name__=used,service=b 5"],
    ['used{service!~"a.*"}', "__name__=used,service=b 5"],
    ['used{missing=""}', "__name__=used,service=a 30; __name__=used,service=b 5"],
    ["gone", ""],
    ['rate(hits_total{service="b"}[2m])', "service=b,code=200 1"],
    ['increase(hits_total{service="b"}[2m])', "service=b,code=200 120"],
    ['irate(hits_total{code="200",service="a"}[2m])', "service=a,code=200 2"],
    ['avg_over_time(used{service="a"}[1m])', "service=a 30"],
    ["sum(used)", "35"],
    ["avg(used)", "17.5"],
    ["max(used) - min(used)", "25"],
    ["count(hits_total)", "3"],
    ['sum by (service) (rate(hits_total{code=~"5.."}[1m])) / sum by (service) (rate(hits_total{service="a",code="500"}[1m]))', "service=a 1"],
    ["sum without (code) (irate(hits_total[1m]))", "service=a 3; service=b 1"],
    ["sum(used) by (service)", "service=a 30; service=b 5"],
    ["used / size", "service=a 0.6; service=b 0.5"],
    ["used / size > 0.55", "service=a 0.6"],
    ["100 * used / size", "service=a 60; service=b 50"],
    ['(used{service="a"} or size) > 20', "__name__=used,service=a 30"],
    ['used and size{service="a"}', "__name__=used,service=a 30"],
    ['used unless size{service="a"}', "__name__=used,service=b 5"],
    ["(sum(irate(gone[1m])) or sum(used) * 0) / sum(used)", "0"],
    ["used >= 30", "__name__=used,service=a 30"],
    ["2 + 3 * 4 ^ 2", "50"],
    ["-(2 - 5)", "3"],
    ["1e3 / 4 % 7", "5"],
    ["histogram_quantile(0.5, took_bucket)", "service=a 0.1"],
    ["histogram_quantile(0.9, sum by (le) (rate(took_bucket[2m])))", "0.5"],
    ["histogram_quantile(0.95, took_bucket)", "service=a 0.75"],
  ])("%s", (query, answer) => {
    expect(answerOf(query)).toBe(answer);
  });

  test("what a counter lost by starting anew is not lost", () => {
    const [value] = answerOf('increase(hits_total{service="a",code="200"}[5m])').split(" ").slice(-1);
    expect(Number(value)).toBeGreaterThan(540);
    expect(Number(value)).toBeLessThan(600);
  });

  test.each([
    ["", "no expression found"],
    ["sum(rate(", "1:10: parse error: unclosed left parenthesis"],
    ["topk(3, used)", "does not know topk"],
    ["1 or 2", "not allowed in binary scalar"],
    ["used offset 5m", "does not know offset"],
    ["used[5m]", "does not know a range outside"],
    ["rate(used)", 'expected type range vector in call to function "rate"'],
    ['used{service="a"', "in label matching"],
    ["used{service=a}", "expected string"],
    ['used{service=~"("}', "error parsing regexp"],
    ["used used", "unexpected <used>"],
    ["used ? 2", "unexpected character"],
  ])("refuses %s", (query, words) => {
    expect(() => answerOf(query)).toThrow(words);
  });
});
