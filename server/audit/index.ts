export { csvLine } from "./csv.ts";
export { type Export, exportAudit } from "./export-audit.ts";
export { listAudit } from "./list-audit.ts";
export { verifyTrail } from "./verify-trail.ts";
