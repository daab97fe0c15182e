import { isDeepStrictEqual } from "node:util";
import { isOver, type RunState } from "#lib/contracts/agent.ts";
import { readRun } from "#server/agents/index.ts";
import { LIMITS } from "#server/agents/limits.ts";
import type { Chunk } from "#server/agents/runs/chunks.ts";
import { emptyConversation, follow } from "#server/agents/runs/conversation.ts";
import { ASK_PERSON } from "#server/agents/tools/ask-person.ts";
import { db } from "#server/platform/db.ts";
import type { Stage } from "./stage.ts";
import type { World } from "./world.ts";

/** Tables in which agents' runs leave their own traces; all others have to stay as they are. */
const OWN = ["agent_run", "agent_step", "agent_run_chunk", "proposal", "audit_entry", "audit_chain", "receipt", "_prisma_migrations"];
/** What the one fact that a run ended changes of its incident, and which entries it is. */
const LEFT_OUT: Record<string, string> = {
  incident: "(to_jsonb(t) - ARRAY['last_seq', 'audit_hash', 'activity_at'])::text AS line FROM incident t",
  timeline_event: "to_jsonb(t)::text AS line FROM timeline_event t WHERE kind <> 'agent'",
};

/** A fingerprint of everything that no run may change, but for tables that are `left` to it. */
export async function worldPrint(left: readonly string[] = []): Promise<Record<string, string>> {
  const tables = await db().$queryRaw<{ name: string }[]>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const names = [
    ...tables
      .map(({ name }) => name)
      .filter((name) => ![...OWN, ...left].includes(name))
      .map((name) => `public."${name}"`),
    "pgboss.job",
  ];
  const prints = await Promise.all(names.map(async (name) => [name, await tablePrint(name)] as const));
  return Object.fromEntries(prints);
}

async function tablePrint(name: string): Promise<string> {
  const lines = LEFT_OUT[name.replace(/^public\."(.*)"$/, "$1")] ?? `to_jsonb(t)::text AS line FROM ${name} t`;
  const [row] = await db().$queryRawUnsafe<{ print: string }[]>(
    `SELECT md5(COALESCE(string_agg(line, E'\\n' ORDER BY line), '')) AS print FROM (SELECT ${lines}) lines`,
  );
  return row?.print ?? "";
}

/** Looks at everything that these runs left behind. */
export async function checkRuns(stage: Stage, world: World, ids: string[]): Promise<void> {
  const [runs, chunks, steps, proposals] = await Promise.all([
    db().agentRun.findMany({ where: { id: { in: ids } } }),
    db().agentRunChunk.findMany({ where: { runId: { in: ids } }, orderBy: [{ runId: "asc" }, { seq: "asc" }] }),
    db().agentStep.findMany({ where: { runId: { in: ids } }, orderBy: [{ runId: "asc" }, { n: "asc" }] }),
    db().proposal.findMany({ where: { runId: { in: ids } } }),
  ]);
  const [chunksOf, stepsOf, proposalsOf] = [Map.groupBy(chunks, byRun), Map.groupBy(steps, byRun), Map.groupBy(proposals, byRun)];
  const hidden = new Set((await db().incident.findMany({ where: { reference: { in: world.hidden } }, select: { id: true } })).map(({ id }) => id));
  stage.tally.proposals += proposals.length;
  for (const run of runs) {
    const broken = (words: string) => stage.breakPromise(words, run.id);
    const own = { chunks: chunksOf.get(run.id) ?? [], steps: stepsOf.get(run.id) ?? [], proposals: proposalsOf.get(run.id) ?? [] };
    checkBudgets(run, own, broken);
    checkProposals(own.proposals, broken);
    checkTranscript(run, own, broken);
    const isTold = stage.tainted.has(run.id) || JSON.stringify(own).includes(world.canaries.hidden);
    if (isTold && !run.isPersonal && !hidden.has(run.incidentId ?? "")) broken("others may read what came from a private incident");
  }
  await checkReaders(stage, world, ids);
}

function byRun({ runId }: { runId: string }): string {
  return runId;
}

type Run = Awaited<ReturnType<ReturnType<typeof db>["agentRun"]["findMany"]>>[number];
type Own = {
  chunks: { seq: number; data: unknown }[];
  steps: { n: number; callId: string; tool: string; state: string }[];
  proposals: { tool: string; state: string; decidedBy: string | null; result: unknown; callId: string }[];
};

function checkBudgets(run: Run, { steps, proposals }: Own, broken: (words: string) => void): void {
  if (!isOver(run.state as RunState)) broken(`it is ${run.state} and not over`);
  if (run.steps > LIMITS.steps) broken(`it took ${run.steps} steps`);
  if (run.tokensIn < 0 || run.tokensOut < 0) broken("its tokens count backwards");
  if (proposals.length > LIMITS.proposals) broken(`it made ${proposals.length} proposals`);
  if (steps.length > run.steps * LIMITS.callsPerStep) broken(`it made ${steps.length} calls in ${run.steps} steps`);
  const questions = steps.filter(({ tool }) => tool === ASK_PERSON.name).length;
  if (run.fence > questions + 3) broken(`it was taken up ${run.fence} times`);
}

function checkProposals(proposals: Own["proposals"], broken: (words: string) => void): void {
  for (const { tool, state, decidedBy, result } of proposals) {
    if (!["open", "superseded"].includes(state) || decidedBy !== null || result !== null) broken(`its proposal of ${tool} was decided by nobody`);
  }
}

/** Chunks without a gap that fold to a whole conversation, each call settled once and known to the table of steps. */
function checkTranscript(run: Run, { chunks, steps }: Own, broken: (words: string) => void): void {
  if (chunks.some(({ seq }, index) => seq !== index + 1) || run.lastSeq !== chunks.length) broken("its transcript has a gap");
  const conversation = emptyConversation();
  const settled = new Map<string, number>();
  for (const chunk of chunks.map(({ data }) => data as Chunk)) {
    if (chunk.type === "tool-output-available" || chunk.type === "tool-output-error")
      settled.set(chunk.toolCallId, (settled.get(chunk.toolCallId) ?? 0) + 1);
    follow(conversation, chunk);
  }
  if ([...settled.values()].some((times) => times > 1)) broken("a call of it was settled twice");
  const called = conversation.steps.flatMap(({ calls }) => calls.map(({ id }) => id));
  if (!isDeepStrictEqual(new Set(called), new Set(steps.map(({ callId }) => callId)))) broken("its steps and its transcript differ");
  const last = (chunks.at(-1)?.data as Chunk | undefined)?.type;
  if (run.state === "cancelled" ? last !== "abort" : last !== "finish") broken(`its transcript ends with ${last}`);
  if (run.state === "done" && steps.some(({ state }) => ["planned", "started"].includes(state))) broken("it ended in the middle of a call");
  if (run.state === "done" && (conversation.openText !== null || conversation.steps.some(({ isFinished }) => !isFinished)))
    broken("a step of it did not end");
}

const READ_AT_LEAST = 40;

/** As others see it: nothing of a private incident, whoever looks. */
async function checkReaders(stage: Stage, world: World, ids: string[]): Promise<void> {
  const tainted = ids.filter((id) => stage.tainted.has(id));
  const looked = [...tainted.slice(0, READ_AT_LEAST), ...ids.slice(0, READ_AT_LEAST)];
  for (const id of looked) {
    const views = await Promise.all(world.others.map((ctx) => readRun(ctx, { id }).catch(() => null)));
    const told = JSON.stringify(views);
    const { hidden, secret, run } = world.canaries;
    for (const canary of [hidden, secret, run]) if (told.includes(canary)) stage.breakPromise("somebody else reads what is not theirs", id);
  }
}
