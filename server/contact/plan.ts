import type { z } from "zod";
import { ContactPlan, type SaveContactPlan } from "#lib/contracts/contact.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Database, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { unknownMeans } from "./plan-rules.ts";

export type VersionedPlan = { plan: ContactPlan | null; version: number };

/** The plan of a person; null and 0 while they have none. */
export async function planOf(reader: Transaction | Database, userId: string): Promise<VersionedPlan> {
  const row = await reader.contactPlan.findUnique({ where: { userId } });
  if (!row) return { plan: null, version: 0 };
  return { plan: row.plan === null ? null : ContactPlan.parse(row.plan), version: row.version };
}

/** Stores in which order one wants to be reached, unless it was changed since `version`; `plan` null: as usual again. */
export async function savePlan(ctx: Ctx, input: z.output<typeof SaveContactPlan>): Promise<VersionedPlan> {
  const me = authorizePerson(ctx, "account.own");
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster contact'), hashtext(${me.id}))`;
    const before = await planOf(tx, me.id);
    if (before.version !== input.version) {
      throw new ConflictError("Your plan was changed in another window. Look at it, then save again.", {
        field: "plan",
        yours: input.plan,
        theirs: before.plan,
        by: null,
        at: null,
      });
    }
    if (input.plan) await requireOwn(tx, me.id, input.plan);
    await tx.$executeRaw`
      INSERT INTO contact_plan AS p (user_id, plan, version, updated_at) VALUES (${me.id}::uuid, ${JSON.stringify(input.plan)}::jsonb, 1, muster_now())
      ON CONFLICT (user_id) DO UPDATE SET plan = excluded.plan, version = p.version + 1, updated_at = excluded.updated_at`;
    await audit(tx, ctx, { action: "contact.plan", subject: me.id, detail: { from: before.plan, to: input.plan } });
    return planOf(tx, me.id);
  });
}

async function requireOwn(tx: Transaction, userId: string, plan: ContactPlan): Promise<void> {
  const own = await tx.contactMethod.findMany({ where: { userId, verifiedAt: { not: null } }, select: { id: true } });
  if (unknownMeans(plan, new Set(own.map(({ id }) => id))).length === 0) return;
  throw new InvalidError(
    "A step uses a means that you do not have, or that is not verified. Remove the step, or verify the means.",
    "invalid_input",
    [{ path: "plan", message: "A step uses a means that you do not have, or that is not verified." }],
  );
}
