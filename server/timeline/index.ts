export { type PageFilter, readEntries, readEntry, readPage, replay } from "./read.ts";
export { type Clocks, entryDigest, type LockedIncident, record } from "./record.ts";
export { type IncidentProof, verifyIncident } from "./verify.ts";
