import type { z } from "zod";
import type { RemovePosition } from "#lib/contracts/escalation/policies.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { audit } from "./audited.ts";
import { readKnown } from "./known.ts";
import { namesPosition } from "./problem-rules.ts";
import { lockPolicies, readStored } from "./stored.ts";

/** Removes a position that no policy in use names. */
export async function removePosition(ctx: Ctx, { key }: z.output<typeof RemovePosition>): Promise<Record<string, never>> {
  authorize(ctx, "policy.manage");
  return inTransaction(async (sql) => {
    await lockPolicies(sql);
    const [{ inUse }, { positions }] = await Promise.all([readStored(sql), readKnown(sql, [])]);
    const before = positions.get(key);
    if (!before) throw new NotFoundError(`There is no position ${key}.`);
    const naming = inUse.filter(({ rules }) => namesPosition(rules, key)).map(({ name }) => name);
    if (naming.length > 0) throw new ConflictError(`${naming.join(", ")} still pages ${before.name}. Take it out of there first.`);
    sql.send({ name: "position-remove", text: "DELETE FROM position WHERE key = $1", values: [key] });
    const detail = { name: before.name, holder: before.holder?.id ?? null };
    await audit(sql, ctx, { action: "position.remove", subject: key, detail });
    return {};
  });
}
