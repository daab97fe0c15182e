export { changeIncident, lockIncident, maySee, noSuchIncident, type OpenIncident, mayCommand, openIncident, requireCommand } from "./change-incident.ts";
export { changeStatus } from "./change-status.ts";
export { declareIncident } from "./declare-incident.ts";
export { findIncident, type FoundIncident } from "./find-incident.ts";
export { expectUnchanged, lastChangeOf } from "./conflict.ts";
