import { describe, expect, test } from "vitest";
import type { Series } from "../bundle.ts";
import { frameOf } from "../frame.ts";
import { aBundle, NOON } from "../testing/bundle.ts";
import { filledPools, isKept } from "./pool.ts";

const MINUTE = 60_000;
const times = Float64Array.from({ length: 90 }, (_, at) => NOON - 75 * MINUTE + at * MINUTE);
const series = (metric: string, value: (minute: number) => number, service = "shop"): Series => ({
  service,
  metric,
  unit: null,
  kind: "gauge",
  times,
  values: times.map((at) => value((at - NOON) / MINUTE)),
});
const frame = frameOf(aBundle({ incident: { window: { from: NOON, to: NOON + 14 * MINUTE } } }));
const climbing = series("db_connections_active", (minute) => Math.min(40, Math.max(10, 10 + 2.5 * (minute + 12))));
const size = series("db_connections_max", () => 40);
const requests = (factor: number) => series("http_requests_total", (minute) => (minute > -12 ? 20 * factor : 20));

describe("a pool that fills", () => {
  test("is kept, where requests stay as they were", () => {
    const [pool] = filledPools([climbing, size, requests(1)], frame);
    expect(pool).toMatchObject({ size: 40, usual: 0.25, most: 1 });
    expect(pool && isKept(pool)).toBe(true);
    expect(pool?.crossings.map(({ share }) => share)).toEqual([0.7, 0.8, 0.95, 1]);
    expect(pool?.climbAt).toBeLessThan(NOON - 8 * MINUTE);
  });

  test("is kept, though requests have grown since the morning as they do each day", () => {
    const rising = series("http_requests_total", (minute) => 20 + 0.15 * (minute + 75));
    const [pool] = filledPools([climbing, size, rising], frame);
    expect(pool && isKept(pool)).toBe(true);
  });

  test("is used by more load, where it fills with them, however slowly", () => {
    const slowly = series("db_connections_active", (minute) => Math.min(40, 10 + Math.max(0, minute + 60) * 0.55));
    const load = series("http_requests_total", (minute) => 20 + Math.max(0, minute + 60) * 1.1);
    const [pool] = filledPools([slowly, size, load], frame);
    expect(pool).toMatchObject({ most: 1 });
    expect(pool && isKept(pool)).toBe(false);
  });

  test("is used by more load, where requests grew with it", () => {
    const [pool] = filledPools([climbing, size, requests(3.6)], frame);
    expect(pool && isKept(pool)).toBe(false);
  });

  test("is not told to be kept, where nobody counts requests", () => {
    const [pool] = filledPools([climbing, size], frame);
    expect(pool).toMatchObject({ requests: null, keptTimes: null });
    expect(pool && isKept(pool)).toBe(false);
  });

  test("comes back when what kept it has ended", () => {
    const ending = series("db_connections_active", (minute) => (minute > 6 ? 10 : Math.min(40, Math.max(10, 10 + 2.5 * (minute + 12)))));
    const [pool] = filledPools([ending, size, requests(1)], frame);
    expect(pool).toMatchObject({ easedAt: NOON + 7 * MINUTE, backAt: NOON + 7 * MINUTE });
  });

  test.each([
    ["half full", series("db_connections_active", () => 20)],
    ["always full", series("db_connections_active", () => 40)],
    ["of gaps", series("db_connections_active", () => Number.NaN)],
  ])("is none, when it is %s", (_, inUse) => {
    expect(filledPools([inUse, size], frame)).toEqual([]);
  });

  test("is none without its size, or with that of another service", () => {
    expect(filledPools([climbing, requests(1)], frame)).toEqual([]);
    expect(filledPools([climbing, series("db_connections_max", () => 40, "cart")], frame)).toEqual([]);
  });
});
