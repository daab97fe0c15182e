export { listIncidents, visibleTo } from "./list-incidents.ts";
export { nameFilter } from "./name-filter.ts";
export { listEntries, readLog, readRoom, replayRoom } from "./read-room.ts";
export { boardRows } from "./rows.ts";
