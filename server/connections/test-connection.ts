import type { z } from "zod";
import type { ConnectionRef, ConnectionTest } from "#lib/contracts/connection.ts";
import { isReading, isTracking } from "#lib/contracts/connection-kinds.ts";
import { connectionsOfEnvironment, met, refuse } from "#server/connectors/index.ts";
import { testNotifier } from "#server/paging/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { checkOf, hostsNamedIn, type Notifier, notifiersOfEnvironment, type OfEnvironment } from "#server/platform/notifiers.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { openTracker, testTracker } from "#server/trackers/index.ts";
import { opened, type StoredConnection } from "./stored.ts";

/** Asks the system what it is and what it has, or sends a test message by it. That it fails is an answer too; what was met is kept with a stored connection. */
export async function testConnection(ctx: Ctx, { id }: z.output<typeof ConnectionRef>): Promise<ConnectionTest> {
  authorize(ctx, "settings.manage");
  const { allowedHosts } = await organisationSettings();
  const ofEnvironment = connectionsOfEnvironment(allowedHosts).find((one) => one.id === id);
  if (ofEnvironment) return { at: new Date().toISOString(), ...(await met(async () => ofEnvironment.open ?? refuse(ofEnvironment.summary.problem))) };
  const notifier = notifiersOfEnvironment().find((one) => one.id === id);
  if (notifier) return { at: new Date().toISOString(), ...(await testNotifier(async () => usable(notifier, allowedHosts))) };
  if (id.startsWith("environment-")) throw new NotFoundError("The environment makes no such connection any more. Reload the list.");
  const row = (await db().connection.findUnique({ where: { id } })) as StoredConnection | null;
  if (!row) throw new NotFoundError(`There is no connection with the id ${id}. Reload the list.`);
  const { isGood, message } = await tested(row, allowedHosts);
  return transaction(async (tx) => {
    const at = new Date(await databaseNow(tx));
    await tx.connection.updateMany({ where: { id, version: row.version }, data: { testedAt: at, isGood, found: message } });
    await audit(tx, ctx, { action: "connection.test", subject: id, detail: { name: row.name, isGood } });
    return { at: at.toISOString(), isGood, message };
  });
}

function tested(row: StoredConnection, allowedHosts: readonly string[]): Promise<{ isGood: boolean; message: string }> {
  if (isReading(row.kind)) return met(() => opened(row, allowedHosts));
  if (isTracking(row.kind)) return testTracker(() => openTracker(row, allowedHosts));
  return testNotifier(async () => {
    const { settings, secrets } = await opened(row, allowedHosts);
    return { id: row.id, kind: row.kind, name: row.name, settings, secrets, allowedHosts, check: checkOf(row.name) } as Notifier;
  });
}

function usable(notifier: OfEnvironment, allowedHosts: readonly string[]): Notifier {
  if (notifier.problem) refuse(notifier.problem);
  return { ...notifier, allowedHosts: [...allowedHosts, ...hostsNamedIn(notifier.settings)] };
}
