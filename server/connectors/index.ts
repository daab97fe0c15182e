export type { Capture, Provenance, Window } from "./capture.ts";
export { type CollectedFiles, collectFiles } from "./collect/collect-files.ts";
export { changesBehind } from "./collect/read-changes.ts";
export type { WantedService } from "./collect/wanted.ts";
export { type Link, type OpenConnection, read } from "./define.ts";
export { ConnectorFailed } from "./failure.ts";
export { CONNECTORS, openLink, testLink } from "./registry.ts";
