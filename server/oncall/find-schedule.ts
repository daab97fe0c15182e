import { Uuid } from "#lib/contracts/ids.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** The id of the schedule that a script names: by id, slug, or name. */
export async function findSchedule(ctx: Ctx, name: string): Promise<string> {
  authorize(ctx, "oncall.read");
  const wanted = name.trim();
  const byWords = [{ slug: wanted.toLowerCase() }, { name: { equals: wanted.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const } }];
  const where = Uuid.safeParse(wanted).success ? { id: wanted } : { OR: byWords, archivedAt: null };
  const found = await db().oncallSchedule.findFirst({ where, select: { id: true }, orderBy: { slug: "asc" } });
  if (!found) throw new NotFoundError(`There is no schedule “${name}”. Give an id, a slug such as payments, or its name.`);
  return found.id;
}
