import { z } from "zod";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Parameter } from "#lib/contracts/runbook.ts";
import type { PlannedRun, PlanRun } from "#lib/contracts/runbook-run.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { planRun } from "../plan/plan-run.ts";
import { fill, TemplateFault } from "../plan/templates.ts";
import { allRunbooks, findRunbook } from "../shelf/find-runbook.ts";
import { type Surroundings, surroundingsOf } from "./cluster.ts";

type Input = z.output<typeof PlanRun>;

/** What a run with these values would do, word for word; what is not given is read from the cluster and the incident where that is possible. Changes nothing. */
export async function planRunbookRun(ctx: Ctx, input: Input): Promise<PlannedRun> {
  authorize(ctx, "runbook.read");
  const { planned: outcome } = await planned(ctx, input);
  const unknown = outcome.faults.find(({ message }) => message.startsWith("There is no parameter"));
  if (unknown) throw new InvalidError(unknown.message, "invalid_input", [{ path: `parameters.${unknown.name}`, message: unknown.message }]);
  return outcome;
}

export async function planned(
  ctx: Ctx,
  { slug, incident, parameters, mode, cluster }: Input,
): Promise<{ planned: PlannedRun; version: number; incidentId: string | null; title: string }> {
  const found = await findRunbook(slug);
  const room = incident ? await findIncident(ctx, incident) : null;
  const library = await allRunbooks();
  const around = await surroundingsOf(ctx, room?.id ?? null, cluster);
  const known = await valuesFor(found.runbook.parameters, parameters, room?.room ?? null, around);
  const { plan, faults } = planRun(found.runbook, known, mode, (name) => library.get(name)?.runbook ?? null);
  const read = Object.fromEntries(Object.entries(known).filter(([name]) => !parameters[name]));
  const missing = cluster && around.clusterName !== cluster ? [{ name: "cluster", message: around.warnings[0] ?? "" }] : [];
  if (missing.length > 0)
    return { planned: { plan: null, faults: missing, read }, version: found.version, incidentId: room?.id ?? null, title: found.runbook.title };
  const onCluster = plan && { ...plan, cluster: around.clusterName };
  return { planned: { plan: onCluster, faults, read }, version: found.version, incidentId: room?.id ?? null, title: found.runbook.title };
}

/** In their order, so that one may be read with the help of those before. */
async function valuesFor(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  room: RoomState | null,
  around: Surroundings,
): Promise<Record<string, string>> {
  const values: Record<string, string> = { ...given };
  const standing: Record<string, string> = {};
  for (const { name, type, from, default: standard } of parameters) {
    if (values[name]) {
      standing[name] = values[name];
      continue;
    }
    const value = from ? await readFrom(from, standing, around) : (guessed(type, room, around) ?? null);
    if (value !== null) values[name] = value;
    const known = value ?? (standard === null ? undefined : filledOr(standard, standing));
    if (known !== undefined) standing[name] = known;
  }
  return values;
}

function filledOr(standard: string, standing: Record<string, string>): string | undefined {
  try {
    return fill(standard, standing);
  } catch {
    return undefined;
  }
}

/** The namespace of a practice and the one service of an incident are good guesses; people see them before anything is done. */
function guessed(type: Parameter["type"], room: RoomState | null, around: Surroundings): string | null {
  if (type === "namespace") return around.scope.startsWith("drill ") ? "shop" : null;
  if (type !== "deployment" || !room) return null;
  const [service] = room.services;
  return service && room.services.length === 1 && /^[a-z0-9-]+$/.test(service.name) ? service.name : null;
}

const REPLICAS = /^replicas of (deployment|statefulset)\/(.+)$/;
const DATA = /^data (.+) of configmap\/(.+)$/;
const Replicas = z.object({ spec: z.object({ replicas: z.number() }) });
const Data = z.object({ data: z.record(z.string(), z.string()).default({}) });

/** Null where it cannot be read: then a person has to give it. */
async function readFrom(from: string, standing: Record<string, string>, { links }: Surroundings): Promise<string | null> {
  const cluster = links.find(({ kind }) => kind === "kubernetes");
  const { namespace } = standing;
  if (!cluster || !namespace) return null;
  try {
    const wanted = fill(from, standing);
    const place = (path: string) => ({ path: path.replace("{}", encodeURIComponent(namespace)) });
    const [, kind, name] = REPLICAS.exec(wanted) ?? [];
    if (kind && name)
      return String((await cluster.json(place(`/apis/apps/v1/namespaces/{}/${kind}s/${encodeURIComponent(name)}`), Replicas)).body.spec.replicas);
    const [, key, map] = DATA.exec(wanted) ?? [];
    if (key && map) return (await cluster.json(place(`/api/v1/namespaces/{}/configmaps/${encodeURIComponent(map)}`), Data)).body.data[key] ?? null;
    return null;
  } catch (error) {
    if (error instanceof TemplateFault || error instanceof Error) return null;
    throw error;
  }
}
