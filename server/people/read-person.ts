import type { z } from "zod";
import type { PersonDetails, ReadPerson } from "#lib/contracts/people.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { DETAILS, detailsOf } from "./details.ts";

export async function readPerson(ctx: Ctx, input: z.output<typeof ReadPerson>): Promise<PersonDetails> {
  authorize(ctx, "people.read");
  const row = await db().user.findUnique({ where: { id: input.id }, select: DETAILS });
  if (!row) throw new NotFoundError(`There is no person with the id ${input.id}.`);
  return detailsOf(row);
}
