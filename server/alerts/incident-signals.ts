import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { AlertSummary, IncidentSignals } from "#lib/contracts/alert.ts";
import type { ChangeSummary } from "#lib/contracts/change.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { recentChanges } from "#server/changes/index.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { selectAlerts, summaryOf } from "./list-alerts.ts";

const MOST = 50;
export type SignalsOfIncident = { alerts: AlertSummary[]; alertCount: number; firing: number; changes: ChangeSummary[] };

/** The alerts that belong to an incident, the worst that fire first, and what was changed on its services lately. */
export async function incidentSignals(ctx: Ctx, { reference }: z.output<typeof IncidentSignals>): Promise<SignalsOfIncident> {
  authorize(ctx, "alert.read");
  const { id, room } = await findIncident(ctx, reference);
  const began = room.timestamps.startedAt?.at ?? room.timestamps.declaredAt?.at ?? new Date().toISOString();
  const end = isActivePhase(room.phase) ? null : (room.timestamps.resolvedAt?.at ?? null);
  const [rows, alertCount, firing, changes] = await Promise.all([
    selectAlerts(
      ctx,
      Prisma.sql`WHERE a.incident_id = ${id}::uuid
      ORDER BY (a.status = 'firing') DESC, array_position(ARRAY['critical', 'error', 'warning', 'info'], a.level), a.last_at DESC LIMIT ${MOST}`,
    ),
    db().alert.count({ where: { incidentId: id } }),
    db().alert.count({ where: { incidentId: id, status: "firing" } }),
    recentChanges(
      ctx,
      room.services.map((service) => service.id),
      began,
      end,
    ),
  ]);
  return { alerts: rows.map(summaryOf), alertCount, firing, changes };
}
