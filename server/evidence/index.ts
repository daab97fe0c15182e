export { instantOf } from "./instant.ts";
export { bundleFrom, readBundle } from "./read-bundle.ts";
export { type BundleSource, folderSource, memorySource } from "./read-lines.ts";
