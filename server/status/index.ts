export { statusFolder } from "./addresses.ts";
export { approveUpdate, declineUpdate } from "./approve-update.ts";
export { archivePage, changePage, restorePage } from "./change-page.ts";
export { correctUpdate, retractUpdate } from "./correct-update.ts";
export { createPage } from "./create-page.ts";
export { listPages, readPage } from "./list-pages.ts";
export { publishUpdate } from "./publish-update.ts";
export { startStatus } from "./start-status.ts";
