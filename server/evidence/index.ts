export { instantOf } from "./instant.ts";
export { readBundle } from "./read-bundle.ts";
