export { bundleOf } from "./bundle-of.ts";
export { judge, type Verdict } from "./judge.ts";
export { SCENARIOS, scenarioNamed } from "./scenarios/registry.ts";
export { type DrillOptions, type RunningDrill, SYSTEMS, type System, startWorld } from "./serve.ts";
export { openWorld, type World } from "./world/open-world.ts";
export type { Scenario, Truth } from "./world/types.ts";
