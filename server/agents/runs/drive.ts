import type { Person } from "#server/platform/ctx.ts";
import { log } from "#server/platform/log.ts";
import type { Agent, Reply } from "../define.ts";
import type { Limits } from "../limits.ts";
import type { ChosenModel } from "../model/choose.ts";
import { ModelFailure } from "../model/failure.ts";
import { modelMind } from "../model/mind.ts";
import { costMicros } from "../model/price.ts";
import { agentNamed, toolNamed } from "../registry.ts";
import { overBudget, repeatedCall, summaryOf } from "../run-rules.ts";
import { uncitedNote } from "../uncited.ts";
import { builtInMind } from "./built-in-mind.ts";
import { performCall, proposalsOf } from "./calls.ts";
import { type Chunk, note } from "./chunks.ts";
import { callsIn, emptyConversation, follow, isConcluded, type Step, unfinished } from "./conversation.ts";
import { recordRunEnd, runtimeCtx } from "./end-fact.ts";
import type { Mind, Thought, WantedCall } from "./mind.ts";
import { openRecorder, type Recorder } from "./recorder.ts";
import { type Rights, standingOf } from "./standing.ts";
import { type Advance, type ClaimedRun, LostLease, storedCalls, storedChunks } from "./store.ts";

export type Drive = { run: ClaimedRun; limits: Limits; model: ChosenModel | null; signal: AbortSignal; abort: (reason: unknown) => void };

type Underway = Drive & {
  agent: Agent;
  recorder: Recorder;
  calls: Awaited<ReturnType<typeof storedCalls>>;
  proposals: { hash: string }[];
  minds: Minds;
};
type Minds = { model: Mind | null; builtIn: Mind };

/**
 * Drives a claimed run from where its log ends until it is over or waits for a person. Throws LostLease when it was cancelled or is
 * another worker's; any other error leaves it to be taken up again.
 */
export async function driveRun(drive: Drive): Promise<void> {
  const underway = await takeUp(drive);
  while (await goOn(underway)) drive.signal.throwIfAborted();
}

async function takeUp(drive: Drive): Promise<Underway> {
  const { run, limits, model, abort } = drive;
  const [chunks, calls, proposals] = await Promise.all([storedChunks(run.id), storedCalls(run.id), proposalsOf(run.id)]);
  const conversation = emptyConversation();
  for (const { data } of chunks) follow(conversation, data);
  const recorder = openRecorder({ runId: run.id, worker: run.worker, fence: run.fence }, conversation, limits.coalesceMs, abort);
  const minds = { model: model ? modelMind(model) : null, builtIn: builtInMind(async (callId) => replyOf((await storedCalls(run.id)).get(callId))) };
  const underway = { ...drive, agent: agentNamed(run.agent), recorder, calls, proposals, minds };
  if (chunks.length === 0) await begin(underway);
  else await tidy(underway);
  return underway;
}

/** Whoever takes a run up first decides by its own model what drives it. A model without a price leaves the cost unknown. */
async function begin({ recorder, run, model }: Underway): Promise<void> {
  const driver = model ? "model" : "built-in";
  const chunks: Chunk[] = [
    { type: "start", messageId: run.id },
    { type: "data-driver", data: { driver } },
  ];
  await recorder.write({ chunks, driver, model: model?.name, used: { costMicros: model && !model.price ? null : 0 } });
}

/** What a lost worker left half said is taken back; what it had called is kept. */
async function tidy({ recorder, run, limits }: Underway): Promise<void> {
  const { conversation } = recorder;
  const half = unfinished(conversation);
  if (half && half.calls.length === 0) {
    await recorder.endText();
    await recorder.write({ chunks: [{ type: "reset-step" }] });
  }
  if (run.fence > limits.resumptions) {
    await end({ recorder, run }, "failed", `It was interrupted ${limits.resumptions} times. Look at the worker's log, and ask again.`);
    throw new LostLease();
  }
}

/** One round: ends the run, finishes its step, or takes the next one. False when it is over or waits. */
async function goOn(underway: Underway): Promise<boolean> {
  const { recorder, run, limits } = underway;
  const { conversation } = recorder;
  const standing = await standingOf(run);
  if (typeof standing === "string") return end(underway, "failed", standing);
  const { rights, workedMs } = standing;
  const half = unfinished(conversation);
  if (half && half.calls.length > 0) return finishStep(underway, half, rights);
  if (isConcluded(conversation)) return end(underway, "done");
  const repeated = repeatedCall(conversation, limits.sameCalls);
  const used = { steps: run.steps, tokens: run.tokens, costMicros: run.costMicros, workedMs };
  const over = repeated ? `It was ended: it called ${repeated} with the same input again and again.` : overBudget(used, limits);
  if (over) return end(underway, "done", over);
  return takeStep(underway, rights.person);
}

async function finishStep({ recorder, run, agent, limits, calls, proposals, signal }: Underway, step: Step, rights: Rights): Promise<boolean> {
  const actor = { type: "agent" as const, id: agent.name, name: agent.title };
  const ctx = { ...rights, actor, isSystem: false, sessionId: null, address: null };
  let isWaiting = false;
  const stateOf = (callId: string) => calls.get(callId)?.state ?? "planned";
  for (const call of step.calls.filter(({ outcome }) => !outcome)) {
    signal.throwIfAborted();
    const { asks } = await performCall({ run, agent, recorder, limits, ctx, stateOf, proposals, signal }, call);
    isWaiting ||= asks;
  }
  await recorder.write(isWaiting ? { state: "waiting" } : { chunks: [{ type: "finish-step" }] });
  return !isWaiting;
}

async function takeStep(underway: Underway, asker: Person): Promise<boolean> {
  const { recorder, run, agent, limits, minds, model, signal } = underway;
  const { conversation } = recorder;
  const isModel = conversation.driver === "model" && minds.model !== null;
  if (conversation.driver === "model" && !isModel) return giveUpModel(underway, "it is not configured any more");
  const mind = isModel && minds.model ? minds.model : minds.builtIn;
  await recorder.write({ chunks: [{ type: "start-step" }] });
  let said = "";
  const onText = (delta: string) => {
    said += delta;
    recorder.say(delta);
  };
  const blocks: Promise<void>[] = [];
  const onBlock = (data: { kind: string }) => {
    const stored = recorder.write({ chunks: [{ type: "data-block", data }] });
    stored.catch(() => undefined);
    blocks.push(stored);
  };
  try {
    const person = { id: asker.id, name: asker.name };
    const { prompt, reference: incident } = run;
    const thought = await mind({ runId: run.id, agent, prompt, incident, asker: person, conversation, limits, signal, onText, onBlock });
    await Promise.all(blocks);
    await recorder.endText();
    const uncited = isModel && agent.mustCite && thought.calls.length === 0 ? uncitedNote(said) : null;
    if (uncited) await recorder.write({ chunks: [note(uncited, "warn")] });
    await storeThought(underway, thought, isModel ? model : null);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelFailure) return giveUpModel(underway, error.message);
    if (error instanceof LostLease) throw error;
    log.warn({ error: String(error), agent: agent.name }, "An agent's built-in way failed.");
    return end(underway, "failed", `${agent.title} failed in Muster itself. Ask again, and tell an administrator if it stays.`);
  }
}

/** The step's calls are known before the first is made. A step without any is finished. */
async function storeThought({ recorder, run }: Underway, thought: Thought, model: ChosenModel | null): Promise<void> {
  const first = callsIn(recorder.conversation);
  const wanted = thought.calls.map((call, index) => ({ ...usable(call), callId: `call-${first + index + 1}`, n: first + index + 1 }));
  const cost = model?.price ? costMicros(model.price, thought.tokensIn, thought.tokensOut) : 0;
  const chunks: Chunk[] = wanted.flatMap(({ callId, tool, input, metadata, flaw }): Chunk[] => [
    {
      type: "tool-input-available",
      toolCallId: callId,
      toolName: tool,
      input,
      dynamic: true,
      ...titled(tool),
      ...(metadata ? { providerMetadata: metadata } : {}),
    },
    ...(flaw ? [{ type: "tool-output-error", toolCallId: callId, errorText: flaw, dynamic: true } satisfies Chunk] : []),
  ]);
  await recorder.write({
    chunks: [...chunks, ...(wanted.length === 0 ? [{ type: "finish-step" } satisfies Chunk] : [])],
    used: { steps: 1, tokensIn: thought.tokensIn, tokensOut: thought.tokensOut, costMicros: cost },
    plan: wanted.map(({ n, callId, tool, input, flaw }) => ({
      ...{ n, callId, tool, input },
      ...(flaw ? { state: "failed", output: { error: flaw } } : { state: "planned", output: null }),
    })),
  });
  run.steps += 1;
  run.tokens += thought.tokensIn + thought.tokensOut;
  run.costMicros += cost;
}

/** What people read on its card; a tool that there is not has no title. */
function titled(tool: string): { title?: string } {
  const title = toolNamed(tool)?.title;
  return title ? { title } : {};
}

const LONGEST_INPUT = 60_000;
const DEEPEST_INPUT = 40;

/** Arguments that can be kept: an object of bounded size and depth. */
function usable(call: WantedCall): WantedCall {
  const depth = depthOf(call.input, DEEPEST_INPUT + 1);
  if (depth <= DEEPEST_INPUT && JSON.stringify(call.input).length <= LONGEST_INPUT) return call;
  return { tool: call.tool, input: {}, flaw: "The arguments are too large." };
}

function depthOf(value: unknown, left: number): number {
  if (typeof value !== "object" || value === null || left === 0) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((part) => depthOf(part, left - 1)));
}

/** The model is left, the agent goes on by itself, and everybody can read why. */
async function giveUpModel({ recorder, model }: Underway, reason: string): Promise<boolean> {
  await recorder.endText();
  const text = `The model ${model?.name ?? "that was configured"} did not help: ${reason}. The built-in way goes on.`;
  const taken: Chunk[] = unfinished(recorder.conversation) ? [{ type: "reset-step" }] : [];
  const chunks: Chunk[] = [...taken, note(text, "warn"), { type: "data-driver", data: { driver: "built-in" } }];
  await recorder.write({ chunks, driver: "built-in", modelError: reason, note: text });
  return true;
}

async function end({ recorder, run }: Pick<Underway, "recorder" | "run">, state: "done" | "failed", words?: string): Promise<false> {
  const proposals = await proposalsOf(run.id);
  await recordRunEnd(runtimeCtx(run), run, state, summaryOf(recorder.conversation, proposals.length));
  const last: Advance = { chunks: [...(words ? [note(words, "warn")] : []), { type: "finish" }], state, ...(words ? { note: words } : {}) };
  await recorder.write(last);
  return false;
}

function replyOf(stored: { state: string; output: unknown } | undefined): Reply {
  const output = (stored?.output ?? {}) as { value?: unknown; error?: string; proposal?: string; answer?: string };
  if (output.answer !== undefined) return { kind: "answer", text: output.answer };
  if (output.proposal !== undefined) return { kind: "proposed", proposal: output.proposal };
  if (output.error !== undefined) return { kind: "error", error: output.error };
  return { kind: "value", value: output.value };
}
