import { expect, test } from "vitest";
import { analyse } from "#server/rca/index.ts";
import { bundleOf } from "./bundle-of.ts";
import { judge } from "./judge.ts";
import { SCENARIOS } from "./scenarios/registry.ts";
import { openWorld } from "./world/open-world.ts";

/** Little traffic, much, and an hour in which it falls. */
const HOURS = [5, 15, 21];

test.each(SCENARIOS.flatMap((world) => HOURS.map((hour) => ({ world, hour, name: world.name }))))(
  "$name at $hour o'clock is told as it is at noon",
  ({ world, hour }) => {
    const now = Date.UTC(2026, 11, 3, hour, 33);
    expect(judge(analyse(bundleOf(openWorld({ scenario: world, seed: hour, now }), now)), world.truth)).toMatchObject({ isRight: true });
  },
);

const scenario = SCENARIOS.find(({ name }) => name === "payment-outage");

test.each([2, 6, 8, 10, 12, 14, 18, 22])(
  "the payment outage at %i o'clock is told with its flag, whether traffic rises or falls at that hour",
  (hour) => {
    if (!scenario) throw new Error("The scenario is gone.");
    const now = Date.UTC(2027, 1, 10, hour, 20);
    const analysis = analyse(bundleOf(openWorld({ scenario, seed: hour, now }), now));
    expect(judge(analysis, scenario.truth)).toMatchObject({ isRight: true });
    expect(analysis.rootCause.statement).toContain("“async-payment-processing” was switched on");
  },
);
