import { type Collected, collectEvidence, type WantedService, type Window } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import type { Edge, IncidentBrief } from "#server/rca/index.ts";
import { readService, readServiceGraph } from "#server/services/index.ts";
import { openLinks } from "./open-links.ts";

/** `services` by their slugs; one that the catalogue does not have is looked for by that name. `window` in Unix milliseconds. */
export type CollectFor = { services: readonly string[]; window: Window; incident: IncidentBrief };

/** Reads from every enabled connection what an analysis needs about these services. Who may run agents may have it read. */
export async function collectFor(ctx: Ctx, { services, window, incident }: CollectFor, signal?: AbortSignal): Promise<Collected> {
  authorize(ctx, "agent.run");
  const { links, warnings } = await openLinks(ctx);
  const wanted = await wantedServices(ctx, services);
  return collectEvidence({ links, warnings, services: wanted, window, incident, edges: await edgesOf(ctx) }, signal);
}

/** Services by their slugs, with the namespace and the queries that the catalogue has for them. */
export function wantedServices(ctx: Ctx, slugs: readonly string[]): Promise<WantedService[]> {
  authorize(ctx, "incident.read");
  return Promise.all(slugs.map((slug) => wantedService(ctx, slug)));
}

async function wantedService(ctx: Ctx, slug: string): Promise<WantedService> {
  const known = await readService(ctx, { slug }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
  return { name: slug, namespace: known?.namespace ?? "", queries: known?.queries ?? [] };
}

async function edgesOf(ctx: Ctx): Promise<Edge[]> {
  const { services, edges } = await readServiceGraph(ctx);
  const slugs = new Map(services.map(({ id, slug }) => [id, slug]));
  return edges.map(({ caller, callee }) => ({ caller: slugs.get(caller) ?? caller, callee: slugs.get(callee) ?? callee }));
}
