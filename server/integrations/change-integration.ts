import type { z } from "zod";
import { type ChangeIntegration, type IntegrationId, IntegrationSettings } from "#lib/contracts/integration.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { standingIntegration } from "./standing.ts";

/** Changes name and mapping, or disables and enables it. Throws a conflict when somebody else changed it since `version`. */
export async function changeIntegration(ctx: Ctx, { id, version, ...given }: z.output<typeof ChangeIntegration>): Promise<{ version: number }> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    const before = await standingIntegration(tx, id);
    if (before.version !== version)
      throw new ConflictError(`Somebody changed “${before.name}” while you were editing. Reload to see it, then change it again.`);
    const settings = given.settings ?? IntegrationSettings.parse(before.settings);
    const wanted = { name: given.name ?? before.name, isEnabled: given.isEnabled ?? before.isEnabled, settings };
    await tx.integration.update({ where: { id }, data: { ...wanted, version: version + 1 } });
    await audit(tx, ctx, { action: "integration.change", subject: id, detail: { from: before.name, ...wanted } });
    return { version: version + 1 };
  });
}

/** Takes its address away and wipes its secrets; what it sent stays. */
export async function deleteIntegration(ctx: Ctx, { id }: z.output<typeof IntegrationId>): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    const { name } = await standingIntegration(tx, id);
    await tx.$executeRaw`
      UPDATE integration SET deleted_at = muster_now(), is_enabled = false, secret = '', previous_secret = NULL, previous_until = NULL WHERE id = ${id}::uuid`;
    await audit(tx, ctx, { action: "integration.delete", subject: id, detail: { name } });
  });
}
