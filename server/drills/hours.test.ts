import { expect, test } from "vitest";
import { analyse } from "#server/rca/index.ts";
import { bundleOf } from "./bundle-of.ts";
import { judge } from "./judge.ts";
import { SCENARIOS } from "./scenarios/registry.ts";
import { openWorld } from "./world/open-world.ts";

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
