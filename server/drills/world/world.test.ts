import { expect, test } from "vitest";
import { bundleOf } from "../bundle-of.ts";
import { objectsAt } from "../cluster/objects.ts";
import { openStore } from "../metrics/store.ts";
import { SCENARIOS, scenarioNamed } from "../scenarios/registry.ts";
import { linesBetween } from "./lines.ts";
import { openWorld, type World } from "./open-world.ts";
import type { Scenario } from "./types.ts";

const NOW = Date.parse("2026-11-25T14:45:00Z");
const MINUTE = 60_000;

function scenarioOf(name: string): Scenario {
  const scenario = scenarioNamed(name);
  if (!scenario) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}

const worldOf = (name: string, seed = 1, relievedAt: number | null = null): World =>
  openWorld({ scenario: scenarioOf(name), seed, now: NOW, relievedAt });

/** Connections in use in one pod of payment-api, as a share of 50, so many minutes after the alert. */
function poolAt(world: World, minutes: number): number {
  const alertAt = world.startedAt + 15 * MINUTE;
  return world.readingOf("payment-api", world.slotAt(alertAt + minutes * MINUTE)).poolShare ?? 0;
}

test("the same scenario, seed and time give the same evidence", () => {
  const [one, other] = [bundleOf(worldOf("bad-deploy", 7), NOW), bundleOf(worldOf("bad-deploy", 7), NOW)];
  expect(one).toEqual(other);
});

test("another seed gives another world", () => {
  const linesOf = (seed: number): string => JSON.stringify(linesBetween(worldOf("calm", seed), NOW - MINUTE, NOW));
  expect(linesOf(1)).not.toBe(linesOf(2));
});

test("an instant is the same whether it is asked for first or after others", () => {
  const [direct, after] = [worldOf("calm"), worldOf("calm")];
  const slot = direct.slotAt(NOW - 20 * MINUTE);
  for (let each = 0; each < slot; each += 1) after.readingsIn(each);
  expect(direct.readingsIn(slot)).toEqual(after.readingsIn(slot));
  expect(linesBetween(direct, NOW - 5 * MINUTE, NOW)).toEqual(linesBetween(after, NOW - 30 * MINUTE, NOW).filter(({ at }) => at >= NOW - 5 * MINUTE));
});

test("what went before does not change when time goes on", () => {
  const scenario = scenarioOf("memory-leak");
  const startedAt = NOW - 20 * MINUTE;
  const [early, late] = [NOW, NOW + 60 * MINUTE].map((now) => openWorld({ scenario, seed: 3, now: startedAt, startedAt, until: now }));
  if (!early || !late) throw new Error("There are two worlds.");
  expect(linesBetween(early, NOW - 10 * MINUTE, NOW)).toEqual(linesBetween(late, NOW - 10 * MINUTE, NOW));
  expect(objectsAt(early, NOW)).toEqual(objectsAt(late, NOW));
});

test("the payment outage goes as its incident report tells", () => {
  const { startedAt } = worldOf("payment-outage");
  const world = worldOf("payment-outage", 1, startedAt + 30 * MINUTE);
  expect(poolAt(world, -16)).toBeCloseTo(0.5, 0);
  expect(poolAt(world, -7)).toBeCloseTo(0.7, 2);
  expect(poolAt(world, 0)).toBeCloseTo(0.95, 2);
  expect(poolAt(world, 5)).toBe(1);
  expect(poolAt(world, 19)).toBe(1);
  expect(poolAt(world, 30)).toBeLessThan(0.9);
  expect(poolAt(world, 45)).toBeCloseTo(0.5, 2);
  const timeouts = linesBetween(world, world.begin, NOW + 60 * MINUTE, new Set(["payment-api"])).filter(({ text }) => /timeout acquiring/.test(text));
  const firstMinute = ((timeouts[0]?.at ?? 0) - startedAt) / MINUTE - 15;
  expect(firstMinute).toBeGreaterThan(-8);
  expect(firstMinute).toBeLessThan(-3);
});

test.each(SCENARIOS.filter(({ remedy, truth }) => remedy !== null && truth.isTrouble))("$name ends when it is taken back", (scenario) => {
  const relievedAt = NOW;
  const world = openWorld({ scenario, seed: 2, now: NOW, relievedAt, until: NOW + 90 * MINUTE });
  const [worst, after] = [NOW - 15_000, NOW + 60 * MINUTE].map((at) => world.readingOf("storefront", world.slotAt(at)));
  const checkout = [NOW - 15_000, NOW + 60 * MINUTE].map((at) => world.readingOf("checkout", world.slotAt(at)));
  const isBad = (reading: { errorShare: number; latencyMs: number } | undefined, usualMs: number): boolean =>
    (reading?.errorShare ?? 0) > 0.015 || (reading?.latencyMs ?? 0) > 3 * usualMs;
  expect(isBad(worst, 70) || isBad(checkout[0], 200)).toBe(true);
  expect(isBad(after, 70) || isBad(checkout[1], 200)).toBe(false);
});

test("errors rise from the guilty service to its callers and nowhere else", () => {
  const world = worldOf("bad-deploy");
  const errorsOf = (service: string): number => world.readingOf(service, world.slotAt(NOW)).errorShare;
  expect(errorsOf("orders")).toBeGreaterThan(0.3);
  expect(errorsOf("checkout")).toBeGreaterThan(0.25);
  expect(errorsOf("storefront")).toBeGreaterThan(0.03);
  expect(errorsOf("payment-api")).toBeLessThan(0.01);
  expect(errorsOf("catalogue")).toBeLessThan(0.01);
});

test("what a scenario hides is nowhere to be found", () => {
  const dark = worldOf("unmeasured-service");
  expect(
    openStore(dark)
      .select([{ label: "service", operator: "=", value: "inventory" }])
      .filter(({ labels }) => labels.job === "inventory"),
  ).toEqual([]);
  expect(linesBetween(worldOf("uncollected-logs"), NOW - 10 * MINUTE, NOW)).toEqual([]);
  const { changes, objects } = bundleOf(worldOf("no-changes-no-cluster"), NOW);
  expect([changes, objects]).toEqual([[], []]);
});

test("secrets have names and no values", () => {
  const secrets = objectsAt(worldOf("calm"), NOW).filter(({ kind }) => kind === "Secret");
  expect(secrets.length).toBeGreaterThan(0);
  expect(secrets.every(({ data }) => Object.keys(data as object).length === 0)).toBe(true);
});
