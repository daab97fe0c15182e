export { instantOf } from "./instant.ts";
export { bundleFrom, readBundle } from "./read-bundle.ts";
export { type BundleSource, memorySource } from "./read-lines.ts";
