import type { z } from "zod";
import type { CreateIntegration } from "#lib/contracts/integration.ts";
import { INTEGRATION_KINDS } from "#lib/contracts/integration-kinds.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { hookUrl } from "#server/platform/env.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { sealedSecret } from "./secrets.ts";

const MOST = 200;
export type CreatedIntegration = { id: string; url: string; secret: string };

/** Gives a system an address to send to. Its secret is answered here and never again. */
export async function createIntegration(
  ctx: Ctx,
  { kind, name, settings, secret: given }: z.output<typeof CreateIntegration>,
): Promise<CreatedIntegration> {
  authorize(ctx, "settings.manage");
  const id = newId();
  const { secret, sealed } = await sealedSecret(id, given);
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster integrations'))`;
    const count = await tx.integration.count({ where: { deletedAt: null } });
    if (count >= MOST) throw new ConflictError(`There are ${MOST} integrations already. Delete one that nobody needs.`);
    const createdAt = new Date(await databaseNow(tx));
    await tx.integration.create({ data: { id, kind, name, settings, secret: sealed, createdAt, createdBy: ctx.actor.name } });
    await audit(tx, ctx, { action: "integration.create", subject: id, detail: { kind: INTEGRATION_KINDS[kind].title, name } });
    return { id, url: hookUrl(id), secret };
  });
}
