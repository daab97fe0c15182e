import type { WantedService } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { readService } from "#server/services/index.ts";

/** Services by their slugs, with the namespace and the queries that the catalogue has for them; one that it does not have is looked for by that name. */
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
