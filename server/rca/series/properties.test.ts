import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import type { Bundle, Series } from "../bundle.ts";
import { FAULTS } from "../testing/faults.ts";
import { generateWorld } from "../testing/world.ts";

const RUNS = { numRuns: 25 };
const SIZE = { services: 6, rowsBefore: 240, rowsAfter: 120, withEdges: true, withSymptoms: true };
const worlds = fc
  .record({ seed: fc.integer({ min: 1, max: 1e6 }), fault: fc.constantFrom(...FAULTS) })
  .map(({ seed, fault }) => generateWorld(seed, { ...SIZE, fault }));

const answerOf = (bundle: Bundle) => analyse(bundle).ranked.map(({ service, metric }) => `${service} ${metric}`);
const firstOf = (bundle: Bundle) => analyse(bundle).ranked[0]?.service;

test("renaming services renames the answer and changes nothing else", () => {
  fc.assert(
    fc.property(worlds, ({ bundle }) => {
      const renamed = (name: string) => `n${[...name].map((letter) => letter.charCodeAt(0).toString(16)).join("")}`;
      const other: Bundle = {
        ...bundle,
        incident: { ...bundle.incident, symptoms: bundle.incident.symptoms.map((one) => ({ ...one, service: renamed(one.service) })) },
        series: bundle.series.map((one) => ({ ...one, service: renamed(one.service) })),
        edges: bundle.edges.map(({ caller, callee }) => ({ caller: renamed(caller), callee: renamed(callee) })),
      };
      const scores = (answer: Bundle) => new Map(analyse(answer).ranked.map(({ service, score }) => [service, score]));
      const before = scores(bundle);
      expect(scores(other)).toEqual(new Map([...before].map(([service, score]) => [renamed(service), score])));
    }),
    RUNS,
  );
});

test("shifting all times by whole days shifts the change points and nothing else", () => {
  fc.assert(
    fc.property(worlds, fc.integer({ min: -300, max: 300 }), ({ bundle }, days) => {
      const by = days * 86_400_000;
      const times = bundle.series[0]?.times.map((at) => at + by) ?? new Float64Array();
      const other: Bundle = {
        ...bundle,
        incident: { ...bundle.incident, detectedAt: (bundle.incident.detectedAt ?? 0) + by },
        series: bundle.series.map((one) => ({ ...one, times })),
      };
      expect(answerOf(other)).toEqual(answerOf(bundle));
      const shifted = analyse(bundle).changePoints.map((one) => ({ ...one, at: new Date(Date.parse(one.at) + by).toISOString() }));
      expect(analyse(other).changePoints).toEqual(shifted);
    }),
    RUNS,
  );
});

test("another unit of a resource or of all durations changes nothing", () => {
  fc.assert(
    fc.property(worlds, fc.constantFrom("cpu", "mem", "diskio", "latency"), fc.constantFrom(1 / 1024, 1024), ({ bundle }, metric, factor) => {
      const scaled = (one: Series): Series => (one.metric.startsWith(metric) ? { ...one, values: one.values.map((value) => value * factor) } : one);
      expect(answerOf({ ...bundle, series: bundle.series.map(scaled) })).toEqual(answerOf(bundle));
    }),
    RUNS,
  );
});

test("further series that stay calm do not change what is found", () => {
  fc.assert(
    fc.property(worlds, fc.integer({ min: 1, max: 1e6 }), ({ bundle, truth }, seed) => {
      const { bundle: calm } = generateWorld(seed, { ...SIZE, fault: "none" });
      const times = bundle.series[0]?.times ?? new Float64Array();
      const steady = calm.series.map(({ metric, unit, kind, service, values }) => {
        const least = Math.min(...values.filter(Number.isFinite));
        return { service: `other-${service}`, metric, unit, kind, times, values: values.map((_, row) => least * (1 + 0.01 * Math.sin(row))) };
      });
      const [first, second] = analyse(bundle).ranked;
      fc.pre(first?.service === truth.service && first.score - (second?.score ?? 0) > 0.1);
      expect(firstOf({ ...bundle, series: [...bundle.series, ...steady] })).toBe(truth.service);
    }),
    RUNS,
  );
});

test("gaps, constants, broken and huge values never stop the analysis, and scores stay within 0 and 1", () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE),
  );
  const column = fc.oneof(
    fc.array(value, { maxLength: 60 }),
    value.map((one) => Array.from({ length: 40 }, () => one)),
    fc.constant([]),
  );
  const { bundle } = generateWorld(1, { services: 3, rowsBefore: 5, rowsAfter: 5 });
  fc.assert(
    fc.property(fc.array(column, { maxLength: 6 }), fc.option(fc.integer({ min: -10, max: 80 })), (columns, detected) => {
      const series = columns.map(
        (values, at): Series => ({
          service: `s${at % 3}`,
          metric: ["cpu", "latency", "errors", "requests", "x"][at % 5] ?? "x",
          unit: null,
          kind: "gauge",
          times: Float64Array.from(values, (_, row) => row * 1000),
          values: Float64Array.from(values),
        }),
      );
      const { ranked } = analyse({ ...bundle, incident: { ...bundle.incident, detectedAt: detected === null ? null : detected * 1000 }, series });
      for (const { score } of ranked) expect(score >= 0 && score <= 1).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
