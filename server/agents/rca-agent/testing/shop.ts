import { CreateConnection } from "#lib/contracts/connection.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { CreateService } from "#lib/contracts/service.ts";
import { createConnection } from "#server/connections/index.ts";
import { kubeconfigFor, type RunningDrill, type Scenario, SHOP, startWorld } from "#server/drills/index.ts";
import { declareIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { createService } from "#server/services/index.ts";

const MINUTE = 60_000;

/** The shop of the drills in the catalogue, each service with what it calls. Answers with the ids by name. */
export async function catalogueOfShop(ctx: Ctx): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, calls } of SHOP.toReversed()) {
    const dependsOn = calls.flatMap(({ to }) => ids.get(to) ?? []);
    const { id } = await createService(ctx, CreateService.parse({ name, slug: name, namespace: "shop", dependsOn }));
    ids.set(name, id);
  }
  return ids;
}

/** A world over HTTP that goes on from this instant, and the console's connections with its systems, in place of any before. */
export async function connectedWorld(ctx: Ctx, scenario: Scenario, seed: number, now = Date.now()): Promise<RunningDrill> {
  const drill = await startWorld({ scenario, seed, now });
  const { urls } = drill;
  await db().connection.deleteMany();
  const add = (kind: string, name: string, settings: object, secrets: object = {}) =>
    createConnection(ctx, CreateConnection.parse({ kind, name, settings, secrets }));
  await add("prometheus", "Prometheus", { url: urls.prometheus });
  await add("loki", "Loki", { url: urls.loki });
  await add("grafana", "Grafana", { url: urls.grafana }, { token: "drill" });
  await add("kubernetes", "Kubernetes", { namespaces: [] }, { kubeconfig: kubeconfigFor(urls.kubernetes) });
  return drill;
}

/** What a person declares who got the alert of this world, or who looks without one. */
export async function declaredFor(
  ctx: Ctx,
  { scenario, startedAt }: { scenario: Scenario; startedAt: number },
  services: ReadonlyMap<string, string>,
  now = Date.now(),
) {
  const { alert, title } = scenario;
  const seen = alert ? startedAt + alert.afterMinutes * MINUTE : now - MINUTE;
  const service = alert ? services.get(alert.service) : undefined;
  const declared = { title, severity: "SEV2", services: service ? [service] : [], detectedAt: new Date(Math.min(seen, now)).toISOString() };
  return (await declareIncident(ctx, DeclareIncident.parse(declared))).reference;
}
