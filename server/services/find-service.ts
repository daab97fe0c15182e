import { Uuid } from "#lib/contracts/ids.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** The id of the service that a script names: by id, slug, or its whole name whatever the case. */
export async function findService(ctx: Ctx, name: string): Promise<string> {
  authorize(ctx, "service.read");
  const wanted = name.trim();
  const byWords = [{ slug: wanted.toLowerCase() }, { name: { equals: wanted.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const } }];
  const where = Uuid.safeParse(wanted).success ? { id: wanted } : { OR: byWords };
  const found = await db().service.findFirst({ where: { ...where, archivedAt: null }, select: { id: true }, orderBy: { slug: "asc" } });
  if (!found) throw new NotFoundError(`There is no service “${name}”. Give an id, a slug such as payment-api, or its name.`);
  return found.id;
}
