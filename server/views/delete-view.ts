import type { z } from "zod";
import type { DeleteView } from "#lib/contracts/view.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Deletes one's own view; an administrator also a shared one. */
export async function deleteView(ctx: Ctx, input: z.output<typeof DeleteView>): Promise<void> {
  const person = authorizePerson(ctx, "account.own");
  await transaction(async (tx) => {
    const view = await tx.savedView.findUnique({ where: { id: input.id } });
    const mayDelete = view && (view.ownerId === person.id || (view.isShared && person.role === "admin"));
    if (!mayDelete) throw new NotFoundError("There is no such view of yours. Reload the list.");
    await tx.savedView.deleteMany({ where: { id: input.id } });
    await audit(tx, ctx, { action: "view.delete", subject: view.id, detail: { name: view.name, owner: view.ownerId } });
  });
}
