export { type Clocks, entryDigest, type LockedIncident, record } from "./record.ts";
