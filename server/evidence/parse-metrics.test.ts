import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openMetrics, type SeriesNames } from "./parse-metrics.ts";

function read(lines: string[], names: SeriesNames = {}) {
  const [header = "", ...rows] = lines;
  const table = openMetrics(header, names);
  for (const row of rows) table.add(row);
  return table.close();
}

const nameOf = (column: string, names: SeriesNames = {}): string | undefined => {
  const [one] = read([`time,${column}`, "1,2"], names).series;
  return one && `${one.service} ${one.metric}`;
};

describe("a column's name", () => {
  test.each([
    ["kiosk|http_5xx_ratio", "kiosk http_5xx_ratio"],
    ["a|b|c", "a b|c"],
    ["kiosk-api_latency_p99", "kiosk-api latency_p99"],
    ["order_store_cpu", "order_store cpu"],
    ["kiosk_something", "kiosk something"],
    ["kiosk", "kiosk value"],
    ['"kiosk, north|errors"', "kiosk, north errors"],
  ])("%s is read as %s", (column, read) => {
    expect(nameOf(column)).toBe(read);
  });

  test("is what series.json says where it says so", () => {
    expect(nameOf("c1", { c1: { service: "kiosk", metric: "errors" } })).toBe("kiosk errors");
  });
});

describe("cells", () => {
  test("may be quoted, with commas and quotes in them", () => {
    const { series } = read(['time,"say ""hi"", you|x",b|y', '1,"2",3']);
    expect(series.map(({ service, values }) => [service, values[0]])).toEqual([
      ['say "hi", you', 2],
      ["b", 3],
    ]);
  });

  test("that are empty, short of the header or no number are gaps", () => {
    const { series } = read(["time,a|x,b|x", "1,,2", "2,3", "3,NaN,oops", "4,1e400,5"]);
    expect(series.map(({ values }) => [...values])).toEqual([
      [Number.NaN, 3, Number.NaN, Number.NaN],
      [2, Number.NaN, Number.NaN, 5],
    ]);
  });

  test("in rows without a time are counted as skipped", () => {
    const { series, skipped } = read(["time,a|x", "yesterday,1", "", "5,2"]);
    expect([[...(series[0]?.values ?? [])], skipped]).toEqual([[2], 1]);
  });

  test("come in the order of time whatever order the rows have", () => {
    const { series } = read(["time,a|x", "3,30", "1,10", "2,20"]);
    expect([[...(series[0]?.times ?? [])], [...(series[0]?.values ?? [])]]).toEqual([
      [1000, 2000, 3000],
      [10, 20, 30],
    ]);
  });
});

describe("a counter", () => {
  const names: SeriesNames = { total: { service: "kiosk", metric: "requests_total", kind: "counter" } };

  test("becomes a rate a second, and one that falls has begun anew", () => {
    const [one] = read(["time,total", "0,100", "10,200", "20,", "30,260", "40,30"], names).series;
    expect([...(one?.values ?? [])]).toEqual([Number.NaN, 10, Number.NaN, 3, 3]);
  });

  test("never has a negative rate", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1e6 }), { minLength: 2 }), (counts) => {
        const [one] = read(["time,total", ...counts.map((count, at) => `${at + 1},${count}`)], names).series;
        expect([...(one?.values ?? [])].every((rate) => Number.isNaN(rate) || rate >= 0)).toBe(true);
      }),
    );
  });
});
