import { Uuid } from "#lib/contracts/ids.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";

/** The id of the active person whom a script names: by id, handle (with or without @), e-mail address, or "me" for who asks. */
export async function findPerson(ctx: Ctx, name: string): Promise<string> {
  authorize(ctx, "people.read");
  const wanted = name.trim().toLowerCase();
  if (wanted === "me" && ctx.person) return ctx.person.id;
  if (wanted === "me") throw new InvalidError("“me” is nobody here: this API key has no person. Name one.");
  const where = Uuid.safeParse(wanted).success ? { id: wanted } : wanted.includes("@", 1) ? { email: wanted } : { handle: wanted.replace(/^@/, "") };
  const found = await db().user.findFirst({ where: { ...where, deactivatedAt: null }, select: { id: true } });
  if (!found) throw new NotFoundError(`There is no active person “${name}”. Give an id, a handle such as @ada, or an e-mail address.`);
  return found.id;
}
