import type { z } from "zod";
import { type CancelRun, isOver, type RunState } from "#lib/contracts/agent.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { findRun } from "./access.ts";
import { summaryOf } from "./run-rules.ts";
import { appendChunks } from "./runs/append-chunks.ts";
import { note } from "./runs/chunks.ts";
import { emptyConversation, follow } from "./runs/conversation.ts";
import { recordRunEnd, runtimeCtx } from "./runs/end-fact.ts";
import { storedChunks } from "./runs/store.ts";

/**
 * Stops a run at once, wherever it is driven: nothing of it is stored from here on, and what it still proposes is withdrawn. A run that
 * is over stays as it is. Who may read it and run agents may stop it.
 */
export async function cancelRun(ctx: Ctx, { id }: z.output<typeof CancelRun>): Promise<{ state: RunState }> {
  const person = authorizePerson(ctx, "agent.run");
  await findRun(ctx, id);
  const state = await transaction(async (tx) => {
    const [run] = await tx.$queryRaw<{ state: RunState }[]>`SELECT state FROM agent_run WHERE id = ${id}::uuid FOR UPDATE`;
    if (!run || isOver(run.state)) return run?.state ?? "done";
    const words = `Stopped by ${person.name}.`;
    await tx.$executeRaw`
      UPDATE agent_run SET state = 'cancelled', note = ${words}, ended_at = muster_now(), worker = NULL, lease_until = NULL WHERE id = ${id}::uuid`;
    await tx.$executeRaw`UPDATE proposal SET state = 'superseded' WHERE run_id = ${id}::uuid AND state = 'open'`;
    await appendChunks(tx, id, [note(words), { type: "abort", reason: words }]);
    await audit(tx, ctx, { action: "agent.cancel", subject: id, detail: {} });
    return "cancelled" as const;
  });
  if (state === "cancelled") await recordEnd(id);
  return { state };
}

/** Once for each run: the fact's receipt sees to it, so that cancelling again repairs what a crash left out. */
async function recordEnd(id: string): Promise<void> {
  const { agent, incidentId } = await db().agentRun.findUniqueOrThrow({ where: { id }, select: { agent: true, incidentId: true } });
  if (!incidentId) return;
  const { reference } = await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { reference: true } });
  const conversation = emptyConversation();
  for (const { data } of await storedChunks(id)) follow(conversation, data);
  const run = { id, agent, reference };
  await recordRunEnd(runtimeCtx(run), run, "cancelled", summaryOf(conversation, await db().proposal.count({ where: { runId: id } })));
}
