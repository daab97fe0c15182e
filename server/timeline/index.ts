export { type ArmedDeadline, type EndedDeadline, fireTime, storeDeadlines } from "./project-deadlines.ts";
export { timerOf } from "./project-escalations.ts";
export { channelsAtHand, type Reachable, readReachable } from "./project-pages.ts";
export { type PageFilter, readEntries, readEntry, readLog, readPage, replay } from "./read.ts";
export { type Clocks, type LockedIncident, lockedIncident, record, recordAgain } from "./record.ts";
export { type Receipt, storeChanges, storeImported } from "./store.ts";
export { type IncidentProof, verifyIncident } from "./verify.ts";
