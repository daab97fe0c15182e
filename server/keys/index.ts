export { createKey } from "./create-key.ts";
export { applyFirstKey } from "./first-key.ts";
export { keyOf, standingKey } from "./key-of.ts";
export { listKeys } from "./list-keys.ts";
export { revokeKey } from "./revoke-key.ts";
