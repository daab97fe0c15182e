export { indexIncidents, startIndexing } from "./index-incidents.ts";
