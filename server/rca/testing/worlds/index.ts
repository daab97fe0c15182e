export { generateWorld, type World } from "./generate-world.ts";
export { judgeWorlds, type Verdict } from "./judge-worlds.ts";
export type { WorldKind, WorldOptions } from "./options.ts";
export { GUILTY_KINDS, INNOCENT_KINDS } from "./scenario.ts";
export { MEASURED, SCENARIOS } from "./scenarios/index.ts";
export { casesOf } from "./weighing/cases.ts";
export { crossValidate } from "./weighing/cross-validate.ts";
