import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { connectionsOfEnvironment } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { notifierSummaries } from "./notifier-summaries.ts";
import { type StoredConnection, summaryOf } from "./stored.ts";

/** The connections of the environment, then those of Settings by name. Of secrets only how long ones end. */
export async function listConnections(ctx: Ctx): Promise<ConnectionSummary[]> {
  authorize(ctx, "settings.manage");
  const rows = await db().connection.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] });
  const stored = await Promise.all(rows.map((row) => summaryOf(row as StoredConnection)));
  return [...connectionsOfEnvironment([]).map(({ summary }) => summary), ...notifierSummaries(), ...stored];
}
