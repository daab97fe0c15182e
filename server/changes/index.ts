export { followConnections } from "./follow-connections.ts";
export { changesOfGithub } from "./github.ts";
export { changeLine, listChanges } from "./list-changes.ts";
export { changeOfApi, type ParsedChange } from "./parsed-change.ts";
export { recentChanges } from "./recent-changes.ts";
export { storeChanges } from "./store-changes.ts";
