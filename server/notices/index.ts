export { planNotices } from "./plan-notices.ts";
export { readNoticeBook } from "./read-notice-book.ts";
export { saveNoticeMatrix } from "./save-notice-matrix.ts";
export { startNotices } from "./start-notices.ts";
