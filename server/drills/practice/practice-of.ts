import { setTimeout as pause } from "node:timers/promises";
import { type Link, type OpenConnection, openLink } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { kubeconfigFor } from "../how-to-connect.ts";
import { scenarioNamed } from "../scenarios/registry.ts";
import type { System } from "../serve.ts";
import { NAMESPACE, SERVICES } from "../world/shop.ts";
import { addressesIn } from "./addresses.ts";

/** What an investigation of a drill's incident asks in place of the console's own systems and catalogue. */
export type Practice = {
  links: Link[];
  warnings: string[];
  namespace: string;
  services: string[];
  calls: { caller: string; callee: string }[];
  /** Whose alert it was; null where nobody alerted. */
  alerted: string | null;
};

const LOOK_EVERY_MS = 200;
const LONGEST_MS = 15_000;

/** The practice behind an incident, waiting for its world to come up; null for an incident that is none. */
export async function practiceOf(ctx: Ctx, incidentId: string): Promise<Practice | null> {
  authorize(ctx, "incident.read");
  let drill = await db().drill.findUnique({ where: { incidentId } });
  for (let waited = 0; drill?.state === "starting" && waited < LONGEST_MS; waited += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS);
    drill = await db().drill.findUnique({ where: { incidentId } });
  }
  if (!drill) return null;
  const addresses = addressesIn(drill);
  const why =
    drill.state === "ended" ? "The drill has ended, and its world with it." : "The world of the drill is still starting. Ask again in a moment.";
  return {
    links: addresses ? await linksTo(addresses) : [],
    warnings: addresses ? [] : [why],
    namespace: NAMESPACE,
    services: SERVICES.map(({ name }) => name),
    calls: SERVICES.flatMap(({ name, calls }) => calls.map(({ to }) => ({ caller: name, callee: to }))),
    alerted: scenarioNamed(drill.scenario)?.alert?.service ?? null,
  };
}

/** Only to the very ports of this world, whatever the organisation allows. */
function linksTo(addresses: Partial<Record<System, string>>): Promise<Link[]> {
  const of = (system: System): string => addresses[system] ?? "";
  const url = (system: System) => ({ url: of(system), user: "", tenant: "" });
  const wanted = [
    { kind: "prometheus", name: "Prometheus (drill)", settings: url("prometheus"), secrets: { token: "" } },
    { kind: "loki", name: "Loki (drill)", settings: url("loki"), secrets: { token: "" } },
    { kind: "grafana", name: "Grafana (drill)", settings: { url: of("grafana") }, secrets: { token: "drill" } },
    {
      kind: "kubernetes",
      name: "Kubernetes (drill)",
      settings: { context: "", namespaces: [] },
      secrets: { kubeconfig: kubeconfigFor(of("kubernetes")) },
    },
  ];
  const check = { address: "whether the drill still runs, on the page Drills", secret: "whether the drill still runs, on the page Drills" };
  const hosts = [...new Set(Object.values(addresses).map((address) => new URL(address).host))];
  return Promise.all(wanted.map((one) => openLink({ source: "settings", check, allowedHosts: hosts, ...one } as OpenConnection)));
}
