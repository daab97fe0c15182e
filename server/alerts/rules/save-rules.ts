import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { type AlertRuleView, RuleDefinition, type RulesView, type SaveRules } from "#lib/contracts/alert-rule.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { checkRules } from "./check-rules.ts";
import { versionOf } from "./read-rules.ts";
import { rulesFrom } from "./stored-rules.ts";

/** Puts these rules in the place of all that were there. Throws a conflict when somebody else saved since `version`. */
export async function saveRules(ctx: Ctx, { version, rules }: z.output<typeof SaveRules>): Promise<RulesView> {
  authorize(ctx, "alert.manage");
  checkRules(rules);
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster alert rules'))`;
    const before = await standing(tx);
    if (versionOf(before) !== version)
      throw new ConflictError("Somebody changed the rules while you were editing. Reload to see theirs, then change them again.");
    const known = new Set(before.map(({ id }) => id));
    const next = rules.map(({ id, ...rule }): AlertRuleView => ({ id: id && known.has(id) ? id : newId(), ...rule }));
    const updatedAt = new Date(await databaseNow(tx));
    await tx.alertRule.deleteMany({});
    await tx.alertRule.createMany({
      data: next.map(({ id, isEnabled, definition }, position) => ({
        id,
        position,
        isEnabled,
        definition: definition as Prisma.InputJsonObject,
        updatedAt,
        updatedBy: ctx.actor.name,
      })),
    });
    const detail = { rules: next.map(({ isEnabled, definition }) => ({ name: definition.name, action: definition.action, isEnabled })) };
    await audit(tx, ctx, { action: "alert-rules.save", subject: "alert-rules", detail });
    const saved = await standing(tx);
    return { version: versionOf(saved), rules: saved };
  });
}

async function standing(tx: Transaction): Promise<AlertRuleView[]> {
  const rows = await tx.alertRule.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, isEnabled: true, definition: true },
  });
  return rulesFrom(rows.map((row) => ({ ...row, definition: RuleDefinition.parse(row.definition) })));
}
