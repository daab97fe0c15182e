import type { z } from "zod";
import type { RotateSecret } from "#lib/contracts/integration.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { sealedSecret } from "./secrets.ts";
import { standingIntegration } from "./standing.ts";

const OVERLAP_HOURS = 24;

/** Gives an integration a new secret, answered here and never again. For a day the former one counts too, so that nothing is refused meanwhile. */
export async function rotateSecret(ctx: Ctx, input: z.output<typeof RotateSecret>): Promise<{ secret: string; previousUntil: string }> {
  authorize(ctx, "settings.manage");
  const { secret, sealed } = await sealedSecret(input.id, input.secret);
  return transaction(async (tx) => {
    const { id, name, secret: previousSecret, version } = await standingIntegration(tx, input.id);
    const until = new Date(Date.parse(await databaseNow(tx)) + OVERLAP_HOURS * 3_600_000);
    await tx.integration.update({ where: { id }, data: { secret: sealed, previousSecret, previousUntil: until, version: version + 1 } });
    await audit(tx, ctx, { action: "integration.rotate", subject: id, detail: { name, previousUntil: until.toISOString() } });
    return { secret, previousUntil: until.toISOString() };
  });
}
