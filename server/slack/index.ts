export { callSlack, type SlackApp, SlackFailed } from "./api.ts";
export { APPROVAL_ACTIONS, approvalBlocks, approvalText, isShownWhole, type SlackApproval } from "./approval-blocks.ts";
export { emailOfMember, memberIdOf } from "./find-member.ts";
export { noticeBlocks } from "./notice-blocks.ts";
export { ACTIONS, escaped, pageBlocks, pageText, type SlackPage } from "./page-blocks.ts";
