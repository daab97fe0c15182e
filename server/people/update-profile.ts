import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { PersonDetails, UpdateProfile } from "#lib/contracts/people.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { refuseTakenHandle } from "./create-person.ts";
import { DETAILS, detailsOf } from "./details.ts";

/** Changes one's own name, handle, time zone or phone number. Null clears the last two. */
export async function updateProfile(ctx: Ctx, input: z.output<typeof UpdateProfile>): Promise<PersonDetails> {
  const person = authorizePerson(ctx, "account.own");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster people'))`;
    if (input.handle) await refuseTakenHandle(tx, input.handle, person.id);
    const data: Prisma.UserUpdateInput = {
      name: input.name,
      handle: input.handle,
      timeZone: input.timeZone,
      phone: input.phone === "" ? null : input.phone,
    };
    const row = await tx.user.update({ where: { id: person.id }, data, select: DETAILS });
    const changed = Object.keys(data).filter((key) => data[key as keyof typeof data] !== undefined);
    await audit(tx, ctx, { action: "person.profile", subject: person.id, detail: { changed, name: row.name, handle: row.handle } });
    return detailsOf(row);
  });
}
