import type { RunEnd } from "#lib/contracts/agent.ts";
import { appendToIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { MusterError } from "#server/platform/errors.ts";
import { agentTitle } from "../registry.ts";

export type EndedRun = { id: string; agent: string; reference: string | null };

/** The runtime itself, under the agent's name, saying that a run ended; named by the run, so that it is said once. */
export function runtimeCtx({ id, agent }: EndedRun): Ctx {
  const actor = { type: "agent" as const, id: agent, name: agentTitle(agent) };
  return { actor, person: null, isSystem: true, sessionId: null, address: null, requestKey: `run-end:${id}` };
}

/** Puts the end of a run on its incident's timeline. A merged incident takes no more facts. */
export async function recordRunEnd(ctx: Ctx, run: EndedRun, state: RunEnd, summary: string): Promise<void> {
  authorize(ctx, "incident.write");
  const { id, agent, reference } = run;
  if (!reference) return;
  try {
    await appendToIncident(ctx, "incident.write", reference, (incident) => incident.record({ kind: "agent", run: id, agent, state, summary }));
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
  }
}
