import { MaintenanceInput } from "#lib/contracts/alert-rule.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { storedIncident } from "#server/testing/incident.ts";
import { planMaintenance, readRules } from "../index.ts";
import { anAlert, anIntakeEvent, anIntegration } from "./scene.ts";

/** One of each thing that operations on signals are about, by the name that stands for it in their examples. */
export async function someSignals(admin: Ctx, reference: string): Promise<Record<string, string>> {
  const { id: integration } = await anIntegration(admin, "alertmanager");
  const { id: incidentId } = await storedIncident(reference);
  const window = { title: "Upgrade", matchers: [{ label: "service", value: "x" }], startsAt: "2099-01-01T00:00:00Z", endsAt: "2099-01-02T00:00:00Z" };
  return {
    integration,
    alert: await anAlert(),
    "attached-alert": await anAlert({ incidentId }),
    "intake-event": await anIntakeEvent(integration),
    maintenance: (await planMaintenance(admin, MaintenanceInput.parse(window))).id,
    rules: (await readRules(admin)).version,
  };
}
