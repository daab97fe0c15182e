import { CreateIntegration } from "#lib/contracts/integration.ts";
import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { createIntegration } from "#server/integrations/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { workEvents } from "../work/work-events.ts";

/** An alert that stands as if it had come in. */
export async function anAlert(given: { integrationId?: string; incidentId?: string; title?: string; level?: string } = {}): Promise<string> {
  const id = newId();
  const at = new Date();
  const times = { startsAt: at, firstAt: at, lastAt: at };
  const { integrationId = newId(), incidentId = null, title = "Errors", level = "warning" } = given;
  const outcome = incidentId ? "attached" : "recorded";
  const words = { source: "alertmanager", sourceName: "Alertmanager", dedupKey: id, status: "firing", level, title };
  await db().alert.create({ data: { id, integrationId, incidentId, outcome, ...words, ...times } });
  return id;
}

/** A message that was worked. */
export async function anIntakeEvent(integrationId: string, body = "{}"): Promise<string> {
  const id = newId();
  const at = new Date();
  const times = { dueAt: at, receivedAt: at, lastAt: at, roundAt: at };
  await db().intakeEvent.create({ data: { id, integrationId, state: "done", body: Buffer.from(body), ...times } });
  return id;
}

export async function anIntegration(admin: Ctx, kind: IntegrationKind, settings: object = {}) {
  return createIntegration(
    admin,
    CreateIntegration.parse({ kind, name: `Test ${kind}`, settings, ...(kind === "pagerduty" ? { secret: "p".repeat(24) } : {}) }),
  );
}

/** Works all that waits, as the worker does. */
export async function workAll(): Promise<void> {
  while ((await workEvents(systemCtx("Alerts"))) > 0);
}

/** An alert as Alertmanager sends it. */
export function alertmanagerBody(
  given: { name?: string; key?: string; status?: string; labels?: Record<string, string>; startsAt?: string; endsAt?: string } = {},
) {
  const { name = "Errors", key = name, status = "firing", labels = {}, startsAt = "2026-01-01T00:00:00Z", endsAt = "0001-01-01T00:00:00Z" } = given;
  const alert = {
    status,
    labels: { alertname: name, ...labels },
    annotations: { summary: name },
    startsAt,
    endsAt,
    generatorURL: "",
    fingerprint: key,
  };
  return JSON.stringify({ version: "4", status, receiver: "muster", alerts: [alert] });
}
