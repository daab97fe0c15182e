import type { z } from "zod";
import type { CreateService } from "#lib/contracts/service.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { refuseUnknownTeam, setDependencies } from "./dependencies.ts";
import { freeSlug, slugFrom } from "./rules.ts";

/** Adds a service to the catalogue. Without a slug, one is made from its name. */
export async function createService(ctx: Ctx, input: z.output<typeof CreateService>): Promise<{ id: string; slug: string }> {
  authorize(ctx, "service.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster services'))`;
    const slug = await slugFor(tx, input);
    await refuseUnknownTeam(tx, input.team);
    const id = newId();
    const { name, description, tier, team: teamId, revenuePerMinute, slos, queries, namespace } = input;
    const at = new Date(await databaseNow(tx));
    await tx.service.create({
      data: {
        id,
        slug,
        name,
        description,
        tier,
        teamId,
        revenuePerMinute,
        slos,
        queries,
        namespace,
        createdAt: at,
        updatedAt: at,
        updatedBy: ctx.actor.name,
      },
    });
    await setDependencies(tx, id, input.dependsOn);
    await audit(tx, ctx, { action: "service.create", subject: slug, detail: { id, ...input, slug } });
    return { id, slug };
  });
}

async function slugFor(tx: Transaction, { slug, name }: { slug?: string | undefined; name: string }): Promise<string> {
  const base = slug ?? (slugFrom(name) || "service");
  const rows = await tx.service.findMany({ where: { slug: { startsWith: base.slice(0, 50) } }, select: { slug: true } });
  const taken = new Set(rows.map((row) => row.slug));
  if (!slug) return freeSlug(base, taken);
  if (taken.has(slug)) throw new ConflictError(`There is a service “${slug}” already, perhaps archived. Choose another slug.`, null, "already_done");
  return slug;
}
