import type { z } from "zod";
import type { StartRun } from "#lib/contracts/agent.ts";
import { findIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { UnavailableError } from "#server/platform/errors.ts";
import { namedId, newId } from "#server/platform/id.ts";
import { modelConfigured } from "./model/configured.ts";
import { agentNamed } from "./registry.ts";

const MOST_UNENDED = 10;

/**
 * Asks an agent something; a worker takes it up. The run has the rights of who asked, and of the key they asked with, at each of its steps. A repeat of a named request
 * answers with the same run. Throws NotFoundError for an agent or an incident that there is not, UnavailableError when this person has
 * ten runs under way.
 */
export async function startRun(ctx: Ctx, input: z.output<typeof StartRun>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "agent.run");
  const agent = agentNamed(input.agent);
  const incident = input.incident ? await findIncident(ctx, input.incident) : null;
  const id = ctx.requestKey ? namedId(`run:${person.id}:${ctx.requestKey}`) : newId();
  const model = modelConfigured();
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`agent-runs ${person.id}`}))`;
    const underway = await tx.agentRun.count({ where: { askedBy: person.id, state: { in: ["queued", "running", "waiting"] }, id: { not: id } } });
    if (underway >= MOST_UNENDED) {
      throw new UnavailableError(`You have ${underway} runs under way. Stop one, or wait for one to end.`, "too_many_requests", 30);
    }
    const stored = await tx.$executeRaw`
      INSERT INTO agent_run (id, agent, prompt, incident_id, asked_by, key_id, state, driver, model, cost_micros, created_at)
      VALUES (${id}::uuid, ${agent.name}, ${input.prompt}, ${incident?.id ?? null}::uuid, ${person.id}::uuid, ${ctx.key?.id ?? null}::uuid, 'queued', ${model ? "model" : "built-in"}, ${model?.name ?? null}, ${model && !model.hasPrice ? null : 0}::bigint, muster_now())
      ON CONFLICT (id) DO NOTHING`;
    if (stored === 0) return;
    const wakes = [`run ${id} 0`, ...(incident ? [`runs ${incident.id}`] : [])];
    await tx.$queryRaw`SELECT pg_notify('muster', wake)::text FROM unnest(${wakes}::text[]) wake`;
    await audit(tx, ctx, { action: "agent.start", subject: id, detail: { agent: agent.name } });
  });
  return { id };
}
