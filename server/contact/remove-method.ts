import type { z } from "zod";
import type { MethodId, PlanStep } from "#lib/contracts/contact-methods.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { shownAddress } from "./add-method.ts";
import { planOf } from "./plan.ts";
import { stepsWith } from "./plan-rules.ts";
import { ownMethod } from "./stored.ts";

/** Removes a means with its secrets. Steps of the plan that used it stay and are passed over; they are answered. */
export async function removeMethod(ctx: Ctx, { id }: z.output<typeof MethodId>): Promise<{ broken: PlanStep[] }> {
  const me = authorizePerson(ctx, "account.own");
  return transaction(async (tx) => {
    const method = await ownMethod(tx, me, id);
    const { plan } = await planOf(tx, me.id);
    const broken = stepsWith(plan, id);
    await tx.contactMethod.delete({ where: { id } });
    const detail = { kind: method.kind, label: method.label, address: shownAddress(method.kind, method.address), broken };
    await audit(tx, ctx, { action: "contact.remove", subject: id, detail });
    return { broken };
  });
}
