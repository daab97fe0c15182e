import type { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import type { CreateConnection } from "#lib/contracts/connection.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { checkConnection, parseConnection } from "./parse-connection.ts";
import { sealed } from "./stored.ts";

const MOST_CONNECTIONS = 50;

/** Adds a system that evidence is read from. Its secrets are sealed, and never answered again. */
export async function createConnection(ctx: Ctx, { kind, name, ...given }: z.output<typeof CreateConnection>): Promise<{ id: string }> {
  authorize(ctx, "settings.manage");
  const { settings, secrets } = parseConnection(kind, given.settings, given.secrets);
  const id = newId();
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster connections'))`;
    const count = await tx.connection.count();
    if (count >= MOST_CONNECTIONS) throw new ConflictError(`There are ${MOST_CONNECTIONS} connections already. Delete one that nobody needs.`);
    await checkConnection(kind, name, { settings, secrets }, (await organisationSettings(tx)).allowedHosts);
    const data = { id, kind, name, settings: settings as Prisma.InputJsonObject, secrets: await sealed(id, secrets) };
    await tx.connection.create({ data: { ...data, createdAt: new Date(await databaseNow(tx)), createdBy: ctx.actor.name } });
    await audit(tx, ctx, { action: "connection.create", subject: id, detail: { kind, name, settings: settings as Prisma.InputJsonObject } });
    return { id };
  });
}
