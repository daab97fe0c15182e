export { generateWorld, type World } from "./generate-world.ts";
export type { Source, WorldKind, WorldOptions, WorldTruth } from "./options.ts";
export { GUILTY_KINDS, INNOCENT_KINDS } from "./scenario.ts";
