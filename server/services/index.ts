export { archiveService } from "./archive-service.ts";
export { changeService } from "./change-service.ts";
export { createService } from "./create-service.ts";
export { findService } from "./find-service.ts";
export { listServices } from "./list-services.ts";
export { readServiceGraph } from "./read-graph.ts";
export { readService } from "./read-service.ts";
export { servicesRefs } from "./refs.ts";
export { freeSlug, slugFrom } from "./rules.ts";
