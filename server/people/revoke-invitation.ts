import type { z } from "zod";
import type { RevokeInvitation } from "#lib/contracts/people.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Withdraws an invitation: its link stops working. */
export async function revokeInvitation(ctx: Ctx, input: z.output<typeof RevokeInvitation>): Promise<void> {
  authorize(ctx, "people.manage");
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ email: string | null }[]>`
      UPDATE invitation SET revoked_at = muster_now()
      WHERE id = ${input.id}::uuid AND invited_by IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL RETURNING email`;
    if (!row) throw new NotFoundError("This invitation was used or withdrawn already. Reload the list.");
    await audit(tx, ctx, { action: "person.invite-revoke", subject: input.id, detail: { email: row.email } });
  });
}
