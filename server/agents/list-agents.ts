import type { AgentCard } from "#lib/contracts/agent.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { everyAgent } from "./registry.ts";

/** Whom one can ask, and what for. */
export async function listAgents(ctx: Ctx): Promise<AgentCard[]> {
  authorize(ctx, "incident.read");
  return everyAgent().map(({ name, title, description, calledWith = [], examples }) => ({
    name,
    title,
    description,
    calledWith: [...calledWith],
    examples: { anywhere: [...(examples?.anywhere ?? [])], inIncident: [...(examples?.inIncident ?? [])] },
  }));
}
