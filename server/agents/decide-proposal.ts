import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { DecideProposal, ProposalState, ProposalView } from "#lib/contracts/agent.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, InvalidError, MusterError, NotFoundError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { proposalHash } from "./proposal-rules.ts";
import { proposalsWhere, STATE_NOW } from "./proposals.ts";
import { toolNamed } from "./registry.ts";
import { appendChunks } from "./runs/append-chunks.ts";
import { storable } from "./runs/chunks.ts";
import type { Tool } from "./tools/tool.ts";

/**
 * Accepts or rejects what an agent proposes. Only a person can, with the permission that the tool itself needs; accepting runs the tool
 * once, with that person's rights and under their name. Answers with the proposal and what came of it.
 */
export async function decideProposal(ctx: Ctx, { id, accept }: z.output<typeof DecideProposal>): Promise<ProposalView> {
  const person = authorizePerson(ctx, "agent.run");
  if (ctx.actor.type !== "user") throw new ForbiddenError("Only a person can decide a proposal. Sign in and decide it there.");
  const proposal = await readProposal(ctx, id);
  const tool = toolNamed(proposal.tool);
  if (!tool) throw new ConflictError(`${proposal.title} is not there any more. Reject the proposal, or ask the agent again.`);
  authorize(ctx, tool.permission);
  const claimed = await transaction(async (tx) => {
    const standing = await lockOpen(tx, proposal, accept ? person.id : null);
    const input = accept ? acceptable(tool, standing) : null;
    if (standing.state === "accepted") return { input, isCutOff: true };
    const state = accept ? "accepted" : "rejected";
    await tx.$executeRaw`
      UPDATE proposal SET state = ${state}, decided_by = ${person.id}::uuid, decided_name = ${person.name}, decided_at = muster_now() WHERE id = ${id}::uuid`;
    await appendChunks(tx, standing.run_id, [{ type: "data-proposal", id, data: { id, state } }]);
    const detail = { run: standing.run_id, tool: tool.name, sha256: standing.hash, proposedBy: standing.agent };
    await audit(tx, ctx, { action: accept ? "proposal.accept" : "proposal.reject", subject: id, detail });
    return { input, isCutOff: false };
  });
  if (accept)
    await (claimed.isCutOff && !tool.key ? storeResult(id, { ok: false, error: unknownOutcome(tool) }) : execute(ctx, id, tool, claimed.input));
  return readProposal(ctx, id);
}

/** One proposal as it stands. Throws NotFoundError where this person may not see it. */
export async function readProposal(ctx: Ctx, id: string): Promise<ProposalView> {
  authorize(ctx, "incident.read");
  const [proposal] = await proposalsWhere(ctx, Prisma.sql`p.id = ${id}::uuid`, 1);
  if (proposal) return proposal;
  throw new NotFoundError("There is no such proposal that you may see. Reload the page.");
}

type Standing = {
  run_id: string;
  state: ProposalState;
  input: unknown;
  hash: string;
  incident_id: string | null;
  tool: string;
  agent: string;
  /** Accepted, and whoever did it was cut off before anything came of it. */
  is_cut_off: boolean;
};

const LONGEST_SECONDS = 60;

/**
 * The row lock makes it single: of two people who decide at once, the second finds it decided. The run's row comes first, as for whoever
 * stops the run, so that the two do not wait for each other. One that was accepted and cut off may be accepted again by the same person:
 * the tool's receipt sees to it that nothing happens twice.
 */
async function lockOpen(tx: Transaction, { id, runId }: Pick<ProposalView, "id" | "runId">, accepting: string | null): Promise<Standing> {
  await tx.$queryRaw`SELECT id FROM agent_run WHERE id = ${runId}::uuid FOR UPDATE`;
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT p.run_id, ${STATE_NOW} AS state, p.input, p.hash, p.incident_id, p.tool, r.agent,
      p.state = 'accepted' AND p.result IS NULL AND p.decided_by = ${accepting}::uuid
        AND p.decided_at < muster_now() - make_interval(secs => ${LONGEST_SECONDS}) AS is_cut_off
    FROM proposal p JOIN agent_run r ON r.id = p.run_id WHERE p.id = ${id}::uuid FOR UPDATE OF p`;
  if (row?.state === "open" || row?.is_cut_off) return row;
  const why = {
    expired: "has expired: ask the agent again",
    superseded: "was withdrawn",
    accepted: "was accepted already",
    rejected: "was rejected already",
  };
  throw new ConflictError(`This proposal ${why[(row?.state ?? "superseded") as keyof typeof why]}. Nothing was done.`, null, "already_done");
}

/** The input exactly as it was proposed, and still one that the tool takes. */
function acceptable(tool: Tool, { tool: name, input, incident_id, hash }: Standing): unknown {
  if (proposalHash(name, input, incident_id) !== hash) {
    throw new ConflictError("This proposal is not what the agent proposed any more. Nothing was done; tell an administrator.");
  }
  const parsed = tool.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidError(`${tool.title} does not take this any more: ${parsed.error.issues[0]?.message ?? "its input"} Ask the agent again.`);
}

/** Named by the proposal, so that a command which keeps receipts does it once. */
async function execute(ctx: Ctx, id: string, tool: Tool, input: unknown): Promise<void> {
  const result = await tool.run({ ...ctx, requestKey: `proposal:${id}` }, input).then(
    (value) => ({ ok: true, value: storable(value) ?? null }),
    (error: unknown) => ({ ok: false, error: refusalOf(error, tool) }),
  );
  await storeResult(id, result);
}

async function storeResult(id: string, result: object): Promise<void> {
  await db().$executeRaw`UPDATE proposal SET result = ${JSON.stringify(result)}::jsonb WHERE id = ${id}::uuid`;
}

function unknownOutcome({ title }: Tool): string {
  return `${title} was interrupted, and nobody knows whether it was done. It was not made again: look, then ask the agent anew if it is missing.`;
}

function refusalOf(error: unknown, tool: Tool): string {
  if (error instanceof MusterError) return error.message;
  log.error({ error: error instanceof Error ? error.stack : String(error), tool: tool.name }, "An accepted proposal failed.");
  return `${tool.title} failed in Muster itself. Look at the incident before you try it by hand.`;
}
