import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promiseRecord } from "./promises.ts";
import { daysOf, flattened, type StateSpan, uptimeInWords, uptimeOf } from "./uptime.ts";

const HOUR = 3_600_000;
const span = (state: StateSpan["state"], from: number, to: number): StateSpan => ({ state, from: from * HOUR, to: to * HOUR });

describe("uptime", () => {
  test("counts a partial outage half, a major one whole, and degraded performance not at all", () => {
    const known = span("operational", 0, 100);
    expect(uptimeOf([known, span("partial", 10, 20)], 0, 100 * HOUR)).toBeCloseTo(0.95);
    expect(uptimeOf([known, span("major", 10, 20)], 0, 100 * HOUR)).toBeCloseTo(0.9);
    expect(uptimeOf([known, span("degraded", 10, 20)], 0, 100 * HOUR)).toBe(1);
  });

  test("counts the worst of what overlaps, once", () => {
    const spans = [span("operational", 0, 100), span("partial", 10, 30), span("major", 20, 30), span("major", 25, 30)];
    expect(uptimeOf(spans, 0, 100 * HOUR)).toBeCloseTo(1 - (10 * 0.5 + 10) / 100);
  });

  test("leaves out what is not known, and says nothing when nothing is", () => {
    expect(uptimeOf([span("operational", 90, 100), span("major", 99, 100)], 0, 100 * HOUR)).toBeCloseTo(0.9);
    expect(uptimeOf([], 0, 100 * HOUR)).toBeNull();
  });

  test("is never rounded up", () => {
    expect(uptimeInWords(1)).toBe("100 %");
    expect(uptimeInWords(0.999999)).toBe("99.99 %");
    expect(uptimeInWords(0.9994)).toBe("99.94 %");
  });

  test("cuts the window into stretches without gap or overlap, whatever overlaps", () => {
    const anySpan = fc.record({ state: fc.constantFrom("operational", "partial", "major", "unknown"), from: fc.nat(100), to: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(anySpan), (spans) => {
        const cut = flattened(spans as StateSpan[], 0, 100);
        expect(cut[0]?.from).toBe(0);
        expect(cut.at(-1)?.to).toBe(100);
        for (const [index, one] of cut.entries()) expect(one.to).toBe(cut[index + 1]?.from ?? 100);
        const uptime = uptimeOf(spans as StateSpan[], 0, 100);
        if (uptime !== null) expect(uptime >= 0 && uptime <= 1).toBe(true);
      }),
    );
  });

  test("tells each day's worst state and its minutes", () => {
    const days = daysOf([span("operational", 24, 72), span("partial", 30, 31)], [0, 24 * HOUR, 48 * HOUR, 72 * HOUR]);
    expect(days.map(({ worst, minutes }) => [worst, minutes])).toEqual([
      ["unknown", {}],
      ["partial", { partial: 60 }],
      ["operational", {}],
    ]);
  });
});

describe("promises", () => {
  const at = (minute: number) => new Date(minute * 60_000).toISOString();
  const update = (minute: number, nextBy: number | null, status = "investigating") => ({
    at: at(minute),
    nextBy: nextBy === null ? null : at(nextBy),
    status,
  });

  test("are kept by an update in time, missed by a later one, and open until then", () => {
    expect(promiseRecord([update(0, 30), update(20, 50)], at(40))).toEqual({ due: 1, kept: 1, open: at(50), missedSince: null });
    expect(promiseRecord([update(0, 30), update(31, 60)], at(40))).toEqual({ due: 1, kept: 0, open: at(60), missedSince: null });
    expect(promiseRecord([update(0, 30)], at(31))).toEqual({ due: 1, kept: 0, open: null, missedSince: at(30) });
  });

  test("end with the resolution", () => {
    expect(promiseRecord([update(0, 30), update(20, 50, "resolved")], at(90))).toEqual({ due: 1, kept: 1, open: null, missedSince: null });
  });
});
