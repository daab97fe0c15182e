import type { z } from "zod";
import type { ReactivatePerson } from "#lib/contracts/people.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { requireProof } from "#server/sessions/index.ts";
import { lockWithAdministrators } from "./administrators.ts";

/** Lets a deactivated person in again, with the role and the means of sign-in they had. */
export async function reactivatePerson(ctx: Ctx, input: z.output<typeof ReactivatePerson>): Promise<void> {
  authorize(ctx, "people.manage");
  await transaction(async (tx) => {
    await requireProof(ctx, tx);
    const { person } = await lockWithAdministrators(tx, input.id);
    if (!person.deactivated_at) return;
    await tx.user.update({ where: { id: input.id }, data: { deactivatedAt: null } });
    await audit(tx, ctx, { action: "person.reactivate", subject: input.id, detail: { name: person.name } });
  });
}
