import { startRun } from "#server/agents/index.ts";
import { proposalHash } from "#server/agents/proposal-rules.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "./commands.ts";
import { storedIncident } from "./incident.ts";

type Proposed = { by: Someone; run?: string | null; on?: string | null; tool?: string; input?: object; risk?: string; minutes?: number };

/** An open proposal of the agent “clerk”, whom somebody asked in `run`'s incident; it would change `on`. Answers with its id and its run's. */
export async function aProposal({ by, on = null, run = on, tool = "add_note", input, risk = "write", minutes = 30 }: Proposed) {
  const { id: runId } = await startRun(by, { agent: "clerk", prompt: "Write down that it is calm", incident: run });
  const incidentId = on ? (await storedIncident(on)).id : null;
  const given = input ?? { reference: on, text: "It is calm" };
  const id = newId();
  await db().$executeRaw`
    INSERT INTO proposal (id, run_id, call_id, incident_id, tool, input, title, effect, risk, state, hash, created_at, expires_at)
    VALUES (${id}::uuid, ${runId}::uuid, 'call-1', ${incidentId}::uuid, ${tool}, ${JSON.stringify(given)}::jsonb, 'Add a note', 'Adds a note',
      ${risk}, 'open', ${proposalHash(tool, given, incidentId)}, muster_now(), muster_now() + make_interval(mins => ${minutes}))`;
  return { id, runId };
}
