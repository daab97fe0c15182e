import { describe, expect, test } from "vitest";
import type { Bundle, Series } from "./bundle.ts";
import { frameOf } from "./frame.ts";
import { impactOf } from "./impact.ts";
import { NO_LOGS } from "./logs/digest.ts";
import { openNotebook } from "./notebook.ts";

const START = Date.UTC(2026, 4, 4, 13, 0);
const MINUTE = 60_000;

/** A series of two hours in minutes: `before` until 14:31, `during` until `end`, `before` again. */
function series(service: string, metric: string, before: number, during: number, end = 15 * 60 + 12): Series {
  const times = Float64Array.from({ length: 180 }, (_, at) => START + at * MINUTE);
  const values = times.map((_, at) => (at >= 91 && at < end - 13 * 60 ? during : before));
  return { service, metric, unit: null, kind: "gauge", times, values };
}

function bundleOf(all: Series[]): Bundle {
  const symptoms = [{ service: "kiosk" }];
  const incident = { title: "kiosk fails", startedAt: null, detectedAt: START + 95 * MINUTE, endedAt: null, window: null, symptoms, namespace: null };
  return { incident, series: all, logs: NO_LOGS, spans: [], changes: [], edges: [], objects: [], outputs: [], alerts: [], past: [], warnings: [] };
}

function told(...all: Series[]): string[] {
  const bundle = bundleOf(all);
  return impactOf(bundle, frameOf(bundle), openNotebook()).map(({ text }) => text);
}

describe("impactOf", () => {
  test("says how far the success rate fell, from when to when", () => {
    expect(told(series("kiosk", "http_5xx_ratio", 0.001, 0.39))).toEqual([
      "It lasted 41 minutes, from 14:31 to 15:12 (UTC), and reached 1 service (kiosk).",
      "The success rate of kiosk fell from 99.9 % to 61 % (http_5xx_ratio rose from 0.1 % to 39 %) from 14:31 to 15:12 (UTC).",
    ]);
  });

  test("says that it has not come back while it has not", () => {
    const [whole, one] = told(series("kiosk", "http_server_duration_p99_ms", 120, 2400, 24 * 60));
    expect(whole).toBe("It has lasted 1 h 28 min so far, since 14:31 (UTC), and reached 1 service (kiosk).");
    expect(one).toBe("Answers of kiosk took 2400 ms instead of 120 ms (http_server_duration_p99_ms) since 14:31, and it has not come back (UTC).");
  });

  test("puts what the symptoms name before what others felt, and counts the services", () => {
    const [whole, first, second] = told(series("aside", "error_ratio", 0.002, 0.2), series("kiosk", "error_ratio", 0.002, 0.4));
    expect(whole).toContain("reached 2 services");
    expect(first).toContain("kiosk");
    expect(second).toContain("aside");
  });

  test("takes fewer errors and quicker answers for no harm", () => {
    expect(told(series("kiosk", "error_ratio", 0.3, 0.001), series("kiosk", "latency_p99_ms", 900, 40))).toEqual([]);
  });

  test("never rounds a success rate up to 100 %", () => {
    expect(told(series("kiosk", "error_ratio", 0.00004, 0.2))[1]).toContain("from 99.996 % to 80 %");
  });

  test("says nothing of series that did not move", () => {
    expect(told(series("kiosk", "error_ratio", 0.01, 0.01))).toEqual([]);
  });
});
