export { listIncidents, visibleTo } from "./list-incidents.ts";
export { boardRows } from "./rows.ts";
