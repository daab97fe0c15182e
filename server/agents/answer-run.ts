import type { z } from "zod";
import type { AnswerRun } from "#lib/contracts/agent.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";
import { findRun } from "./access.ts";
import { appendChunks } from "./runs/append-chunks.ts";
import type { Chunk } from "./runs/chunks.ts";
import { ASK_PERSON } from "./tools/ask-person.ts";

/** Gives a waiting run what it asked for; it goes on with that. Only who asked may answer, since it works with their rights. */
export async function answerRun(ctx: Ctx, { id, text }: z.output<typeof AnswerRun>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "agent.run");
  const found = await findRun(ctx, id);
  if (found.askedBy !== person.id) throw new ForbiddenError("Only the person who asked can answer this run. Ask the agent yourself instead.");
  await transaction(async (tx) => {
    const [run] = await tx.$queryRaw<
      { state: string; key_id: string | null }[]
    >`SELECT state, key_id FROM agent_run WHERE id = ${id}::uuid FOR UPDATE`;
    if (ctx.key && ctx.key.scopes.length > 0 && run?.key_id !== ctx.key.id)
      throw new ForbiddenError("This run may do more than this API key. Answer it with the key that asked, or in the console.");
    if (run?.state !== "waiting") throw new ConflictError("This run waits for no answer. Reload it to see how it stands.");
    const output = { answer: text };
    const asked = await tx.$queryRaw<{ call_id: string }[]>`
      UPDATE agent_step SET state = 'done', output = ${JSON.stringify(output)}::jsonb, ended_at = muster_now()
      WHERE run_id = ${id}::uuid AND tool = ${ASK_PERSON.name} AND state IN ('planned', 'started') RETURNING call_id`;
    const chunks = asked.map(({ call_id }): Chunk => ({ type: "tool-output-available", toolCallId: call_id, output, dynamic: true }));
    await tx.$executeRaw`
      UPDATE agent_run SET state = 'queued', waited_ms = waited_ms + (EXTRACT(epoch FROM muster_now() - waiting_since) * 1000)::int, waiting_since = NULL
      WHERE id = ${id}::uuid`;
    await appendChunks(tx, id, chunks);
    await audit(tx, ctx, { action: "agent.answer", subject: id, detail: {} });
  });
  return { id };
}
