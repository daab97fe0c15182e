import type { z } from "zod";
import type { CreateService } from "#lib/contracts/service.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { refuseUnknownTeam, setDependencies } from "./dependencies.ts";
import { slugFrom } from "./rules.ts";

/** Adds a service to the catalogue. Without a slug, one is made from its name. */
export async function createService(ctx: Ctx, input: z.output<typeof CreateService>): Promise<{ id: string; slug: string }> {
  authorize(ctx, "service.manage");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster services'))`;
    const slug = await freeSlug(tx, input);
    await refuseUnknownTeam(tx, input.team);
    const id = newId();
    const { name, description, tier, team: teamId, revenuePerMinute, slos } = input;
    const at = new Date(await databaseNow(tx));
    await tx.service.create({
      data: { id, slug, name, description, tier, teamId, revenuePerMinute, slos, createdAt: at, updatedAt: at, updatedBy: ctx.actor.name },
    });
    await setDependencies(tx, id, input.dependsOn);
    await audit(tx, ctx, { action: "service.create", subject: slug, detail: { id, ...input, slug } });
    return { id, slug };
  });
}

async function freeSlug(tx: Transaction, { slug, name }: { slug?: string | undefined; name: string }): Promise<string> {
  const isTaken = async (candidate: string) => (await tx.service.findUnique({ where: { slug: candidate }, select: { id: true } })) !== null;
  if (slug) {
    if (await isTaken(slug))
      throw new ConflictError(`There is a service “${slug}” already, perhaps archived. Choose another slug.`, null, "already_done");
    return slug;
  }
  const base = slugFrom(name) || "service";
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base.slice(0, 59 - String(number).length)}-${number}`;
    if (!(await isTaken(candidate))) return candidate;
  }
}
