import type { z } from "zod";
import type { AlertId, AttachAlert, DeclareFromAlert } from "#lib/contracts/alert.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { changeIncident, declareIncident, findIncident, type OpenIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { type AlertRow, summaryOf } from "./list-alerts.ts";
import { standingAlert } from "./read-alert.ts";
import { tellScreens } from "./work/tell-screens.ts";
import { refOf } from "./work/told.ts";

/** Ties an alert to an incident; from then on its timeline tells what becomes of it. */
export async function attachAlert(ctx: Ctx, { id, reference }: z.output<typeof AttachAlert>): Promise<{ reference: string }> {
  authorize(ctx, "alert.manage");
  const alert = await standingAlert(ctx, id);
  requireFree(alert, reference);
  await changeIncident(ctx, "incident.write", reference, (incident) => recordOf(incident, alert, "attached"));
  const { id: incidentId } = await findIncident(ctx, reference);
  await db().alert.update({
    where: { id },
    data: { incidentId, outcome: "attached", reason: `${ctx.actor.name} attached it.`, decidedAt: new Date() },
  });
  return { reference };
}

/** Takes an alert off its incident. */
export async function detachAlert(ctx: Ctx, { id }: z.output<typeof AlertId>): Promise<void> {
  authorize(ctx, "alert.manage");
  const alert = await standingAlert(ctx, id);
  if (!alert.reference) throw new InvalidError("This alert belongs to no incident that you may see.");
  await changeIncident(ctx, "incident.write", alert.reference, (incident) => recordOf(incident, alert, "detached"));
  await db().alert.update({ where: { id }, data: { incidentId: null, outcome: "recorded", reason: `${ctx.actor.name} took it off an incident.` } });
  await tellScreens();
}

/** Declares an incident because of an alert, as a person. */
export async function declareFromAlert(ctx: Ctx, { id, title, severity }: z.output<typeof DeclareFromAlert>): Promise<{ reference: string }> {
  authorize(ctx, "alert.manage");
  const alert = await standingAlert(ctx, id);
  requireFree(alert, null);
  const began = alert.startsAt.getTime() <= Date.now() ? alert.startsAt.toISOString() : undefined;
  const input = DeclareIncident.parse({
    title: title ?? alert.title.slice(0, 200),
    severity: severity ?? null,
    summary: alert.description,
    services: alert.serviceId ? [alert.serviceId] : [],
    ...(began ? { startedAt: began, detectedAt: began } : {}),
  });
  const { id: incidentId, reference } = await declareIncident(ctx, input);
  await changeIncident(ctxOf(ctx), "incident.write", reference, (incident) => recordOf(incident, alert, "attached"));
  await db().alert.update({
    where: { id },
    data: { incidentId, outcome: "declared", reason: `${ctx.actor.name} declared it.`, decidedAt: new Date() },
  });
  return { reference };
}

/** The second part of a request that has a name needs a name of its own. */
function ctxOf(ctx: Ctx): Ctx {
  return ctx.requestKey ? { ...ctx, requestKey: `${ctx.requestKey}:alert` } : ctx;
}

function requireFree(alert: AlertRow, reference: string | null): void {
  const { incident } = summaryOf(alert);
  if (!incident) return;
  if (incident.reference === reference) throw new ConflictError(`The alert belongs to ${reference} already.`);
  throw new ConflictError(`The alert belongs to ${incident.reference}. Take it off there first.`);
}

async function recordOf(incident: OpenIncident, alert: AlertRow, action: "attached" | "detached"): Promise<{ seq: number }> {
  const { seq } = await incident.record({ kind: "alert", action, alert: refOf(alert), more: 0, note: null });
  return { seq };
}
