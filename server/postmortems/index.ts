export { findPostmortem } from "./access.ts";
export { appendUpdate, tellCursor } from "./append-update.ts";
export { draftAfterResolve, draftPostmortem } from "./draft-postmortem.ts";
export { exportPostmortem } from "./export.ts";
export { listPostmortems } from "./list-postmortems.ts";
export { readGround, readHead, readPostmortem, readUpdates } from "./read-postmortem.ts";
export { answerReview, changePostmortem, publishPostmortem, reopenPostmortem, submitPostmortem } from "./review.ts";
export { applySection, proposeSection } from "./sections.ts";
export { updatesAfter } from "./store.ts";
