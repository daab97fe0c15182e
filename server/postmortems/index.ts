export { findPostmortem } from "./access.ts";
export { appendUpdate, tellCursor } from "./append-update.ts";
export { addComment, closeComment, listComments } from "./comments.ts";
export { draftAfterResolve, draftPostmortem } from "./draft-postmortem.ts";
export { exportPostmortem, postmortemMarkdown } from "./export.ts";
export { fromNotes } from "./from-notes.ts";
export { keepPicture } from "./keep-picture.ts";
export { listPostmortems } from "./list-postmortems.ts";
export { mentionInPostmortem } from "./mention.ts";
export { previewPostmortem, similarItems } from "./preview.ts";
export { previewTemplate } from "./preview-template.ts";
export { draftPublicPostmortem, publishPublicPostmortem, retractPublicPostmortem } from "./public-summary.ts";
export { findWhole, readGround, readHead, readPostmortem, readUpdates } from "./read-postmortem.ts";
export { remindOfReviews } from "./remind.ts";
export { answerReview, changePostmortem, publishPostmortem, reopenPostmortem, submitPostmortem } from "./review.ts";
export { readPostmortemRules, savePostmortemRules } from "./save-rules.ts";
export { applySection, proposeSection } from "./sections.ts";
export {
  captureInReview,
  changeReviewSession,
  decideInReview,
  endReviewSession,
  listReviewSessions,
  startReviewSession,
} from "./sessions.ts";
export { readShared, sharePostmortem } from "./share.ts";
export { lastUpdate, updatesAfter } from "./store.ts";
export { importPostmortem, listVersions, readVersion, restoreVersion } from "./versions.ts";
export { whatIf } from "./what-if.ts";
export { checkWording, namesOfPeople } from "./wording.ts";
