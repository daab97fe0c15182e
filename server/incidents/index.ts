export { mayName, requireMember, thoseWhoMaySee } from "./access-rules.ts";
export { addLink } from "./add-link.ts";
export { appendToIncident } from "./append-to-incident.ts";
export { changeAccess } from "./change-access.ts";
export {
  changeIncident,
  mayCommand,
  maySee,
  noSuchIncident,
  type OpenIncident,
  requireCommand,
} from "./change-incident.ts";
export { changeInterval } from "./change-interval.ts";
export { changeServices } from "./change-services.ts";
export { changeSeverity, recordSeverity } from "./change-severity.ts";
export { changeStatus, moveTo } from "./change-status.ts";
export { expectUnchanged, expectValue, lastChangeOf } from "./conflict.ts";
export { decideDeclaration } from "./declaration.ts";
export { declareIncident } from "./declare-incident.ts";
export { editIncident } from "./edit-incident.ts";
export { type FoundIncident, findIncident } from "./find-incident.ts";
export { requireRoomFor } from "./limits.ts";
export { mergeIncident } from "./merge-incident.ts";
export { movedItems } from "./merge-rules.ts";
export { openInterval } from "./open-interval.ts";
export { patchIncident } from "./patch-incident.ts";
export { postUpdate } from "./post-update.ts";
export { relateIncident } from "./relate-incident.ts";
export { removeLink } from "./remove-link.ts";
export { decideStatus, dueAgain } from "./rules.ts";
export { setField } from "./set-field.ts";
export { setFigures } from "./set-figures.ts";
export { setTimestamp } from "./set-timestamp.ts";
export { type SimilarIncident, similarIncidents } from "./similar-incidents.ts";
export { isTelling, tellingWords } from "./telling-words.ts";
export { requirePast } from "./time-rules.ts";
export { unmergeIncident } from "./unmerge-incident.ts";
export { visibleTo } from "./visible-to.ts";
export { watchIncident } from "./watch-incident.ts";
