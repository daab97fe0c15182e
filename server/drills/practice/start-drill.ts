import type { z } from "zod";
import type { StartDrill } from "#lib/contracts/drill.ts";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { scenarioNamed } from "../scenarios/registry.ts";
import type { Scenario } from "../world/types.ts";

const MINUTE = 60_000;
/** Each runs a world in the worker. */
const MOST_AT_ONCE = 3;
const SEEDS = 2 ** 20;

/** Begins a drill: declares its incident, in triage and marked as a drill, and asks the worker for its world. A repeat answers with the same one. */
export async function startDrill(ctx: Ctx, { scenario: name }: z.output<typeof StartDrill>): Promise<{ id: string; reference: string }> {
  const person = authorizePerson(ctx, "incident.declare");
  const scenario = scenarioNamed(name);
  if (!scenario) throw new InvalidError(`There is no drill ${name}. Choose one of the list.`);
  if ((await db().drill.count({ where: { state: { not: "ended" } } })) >= MOST_AT_ONCE)
    throw new ConflictError(`${MOST_AT_ONCE} drills run already. End one of them first.`);
  const now = Date.parse(await databaseNow());
  const beganAt = now - scenario.begunMinutesAgo * MINUTE;
  const { reference } = await declareIncident(ctx, DeclareIncident.parse(declaration(scenario, beganAt, now)));
  const { id: incidentId } = await db().incident.findUniqueOrThrow({ where: { reference }, select: { id: true } });
  const known = await db().drill.findUnique({ where: { incidentId }, select: { id: true } });
  if (known) return { id: known.id, reference };
  const id = newId();
  await transaction(async (tx) => {
    const data = { id, scenario: name, seed: now % SEEDS, incidentId, startedBy: person.id, startedAt: new Date(now), beganAt: new Date(beganAt) };
    await tx.drill.create({ data });
    await audit(tx, ctx, { action: "drill.start", subject: id, detail: { scenario: name, incident: reference } });
    await tx.$executeRaw`SELECT pg_notify('muster', ${`drill ${id}`})`;
  });
  return { id, reference };
}

function declaration({ title, noticed, alert }: Scenario, beganAt: number, now: number) {
  const seen = alert ? Math.min(now, beganAt + alert.afterMinutes * MINUTE) : now;
  const told = alert ? ` The alert ${alert.name} fired: ${alert.summary}.` : "";
  return { title, severity: "SEV2", summary: `${noticed}${told}`, kind: "drill", phase: "triage", detectedAt: new Date(seen).toISOString() };
}
