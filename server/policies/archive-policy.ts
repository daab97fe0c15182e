import type { z } from "zod";
import type { ArchivePolicy } from "#lib/contracts/escalation/policies.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { audit } from "./audited.ts";
import { lockPolicies, readStored } from "./stored.ts";

/** Takes a policy out of use, or brings it back. Its services then page by the default; what runs goes on as it began. */
export async function archivePolicy(ctx: Ctx, { id, version, isArchived }: z.output<typeof ArchivePolicy>): Promise<{ version: number }> {
  authorize(ctx, "policy.manage");
  return inTransaction(async (sql) => {
    await lockPolicies(sql);
    const { inUse, archived } = await readStored(sql);
    const before = (isArchived ? inUse : archived).find((policy) => policy.id === id);
    if (!before) {
      const isDone = (isArchived ? archived : inUse).some((policy) => policy.id === id);
      if (isDone) throw new ConflictError(isArchived ? "It is archived already." : "It is in use already.", null, "already_done");
      throw new NotFoundError(`There is no policy with the id ${id}.`);
    }
    if (before.version !== version) throw new ConflictError("Somebody changed this policy meanwhile. Reload to see it, then try again.");
    if (isArchived && before.isDefault) throw new ConflictError("It is the default. Make another policy the default first.");
    const next = version + 1;
    sql.send({
      name: "policy-archive",
      text: `
        UPDATE escalation_policy SET archived_at = CASE WHEN $2 THEN muster_now() END, is_default = false, version = $3, updated_at = muster_now(),
          updated_by = $4 WHERE id = $1`,
      values: [id, isArchived, next, ctx.actor.name],
    });
    const action = isArchived ? "policy.archive" : "policy.restore";
    await audit(sql, ctx, { action, subject: id, detail: { name: before.name, version: next } });
    return { version: next };
  });
}
