import type { QueryTemplate } from "#lib/contracts/query-template.ts";
import type { Edge, IncidentBrief } from "#server/rca/index.ts";
import type { Window } from "../capture.ts";
import type { Link } from "../define.ts";

/** A service that evidence is collected about. Without `queries` it is looked for by its name. */
export type WantedService = { name: string; namespace: string; queries: readonly QueryTemplate[] };

/** What an investigation asks for. `window` should reach into the calm before. */
export type Wanted = {
  links: readonly Link[];
  services: readonly WantedService[];
  window: Window;
  incident: IncidentBrief;
  edges: readonly Edge[];
  /** What could not be asked at all, in words. */
  warnings?: readonly string[];
};
