import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import { FAULTS } from "./faults.ts";
import { generateWorld, type WorldOptions } from "./world.ts";

const SEEDS = [11, 12, 13, 14, 15, 16];

test("the same seed makes the same world", () => {
  expect(generateWorld(5, { rowsBefore: 60, rowsAfter: 20 })).toEqual(generateWorld(5, { rowsBefore: 60, rowsAfter: 20 }));
});

const SETTINGS: [string, WorldOptions][] = [
  ["without edges and symptoms, on time", {}],
  ["a minute late", { lateMs: 60_000 }],
  ["two minutes late", { lateMs: 120_000 }],
  ["with edges and a symptom, a minute late", { lateMs: 60_000, withEdges: true, withSymptoms: true }],
  ["with a row a minute", { stepMs: 60_000, rowsBefore: 120, rowsAfter: 15 }],
];

test.each(SETTINGS)("in worlds %s the service and the metric of nearly every fault are found", (_, options) => {
  const cases = SEEDS.flatMap((seed) => FAULTS.map((fault) => generateWorld(seed, { fault, ...options })));
  const answers = cases.map(({ bundle, truth }) => ({ truth, first: analyse(bundle).ranked[0] }));
  const right = answers.filter(({ truth, first }) => first?.service === truth.service);
  const exact = right.filter(({ truth, first }) => truth.metrics.includes(first?.metric ?? ""));
  expect(right.length / cases.length).toBeGreaterThanOrEqual(0.9);
  expect(exact.length / cases.length).toBeGreaterThanOrEqual(0.85);
});

test("causes are not dated after their effects, nor long before the fault", () => {
  const offs = SEEDS.flatMap((seed) =>
    FAULTS.filter((fault) => fault !== "mem").map((fault) => generateWorld(seed, { fault, withEdges: true })),
  ).flatMap(({ bundle, truth }) => {
    const own = analyse(bundle).changePoints.find(({ service, metric }) => service === truth.service && truth.metrics.includes(metric));
    return own ? [(Date.parse(own.at) - truth.startedAt) / 1000] : [];
  });
  expect(offs.length).toBeGreaterThan(20);
  expect(offs.filter((seconds) => seconds < -5 || seconds > 30)).toEqual([]);
});

const STEPS: [string, WorldOptions][] = [
  ["each second", { rowsBefore: 900, rowsAfter: 300 }],
  ["each minute", { stepMs: 60_000, rowsBefore: 120, rowsAfter: 15 }],
  ["each five minutes", { stepMs: 300_000, rowsBefore: 576, rowsAfter: 5 }],
];

test.each(STEPS)("where nothing is wrong hardly ever anything is claimed, with a point %s and without edges and symptoms", (_, options) => {
  const disturbance = { shared: 0.1, heavyTails: 0.02, glitches: 0.001 };
  const answers = Array.from({ length: 20 }, (_one, seed) => analyse(generateWorld(200 + seed, { ...options, fault: "none", disturbance }).bundle));
  expect(answers.filter(({ rootCause }) => rootCause.sufficient).length).toBeLessThanOrEqual(2);
});

test.each(STEPS)("what is found is claimed, with a point %s, stated symptom or not", (_, options) => {
  const worlds = SEEDS.flatMap((seed) =>
    FAULTS.map((fault) => generateWorld(300 + seed, { ...options, fault, withEdges: true, withSymptoms: seed % 2 === 0 })),
  );
  const right = worlds
    .map(({ bundle, truth }) => ({ truth, answer: analyse(bundle) }))
    .filter(({ truth, answer }) => answer.ranked[0]?.service === truth.service);
  expect(right.length / worlds.length).toBeGreaterThan(0.8);
  expect(right.filter(({ answer }) => answer.rootCause.sufficient).length / right.length).toBeGreaterThanOrEqual(0.9);
});

test("where nothing is wrong and the symptom is stated, hardly ever anything is claimed", () => {
  const answers = Array.from({ length: 20 }, (_, seed) =>
    analyse(generateWorld(100 + seed, { fault: "none", withEdges: true, withSymptoms: true }).bundle),
  );
  expect(answers.filter(({ rootCause }) => rootCause.sufficient).length).toBeLessThanOrEqual(1);
});
