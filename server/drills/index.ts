export { bundleOf } from "./bundle-of.ts";
export { kubeconfigFor } from "./how-to-connect.ts";
export { judge, type Verdict } from "./judge.ts";
export { SCENARIOS, scenarioNamed } from "./scenarios/registry.ts";
export { type DrillOptions, type RunningDrill, SYSTEMS, type System, startWorld } from "./serve.ts";
export { openWorld, type World } from "./world/open-world.ts";
export { SERVICES as SHOP } from "./world/shop.ts";
export type { Scenario, Truth } from "./world/types.ts";
