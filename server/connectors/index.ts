export type { Capture, Provenance, Window } from "./capture.ts";
export { type Link, type OpenConnection, read } from "./define.ts";
export { ConnectorFailed } from "./failure.ts";
export { CONNECTORS, openLink, testLink } from "./registry.ts";
