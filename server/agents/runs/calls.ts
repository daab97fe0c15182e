import { PERMISSIONS } from "#lib/contracts/permissions.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import type { Agent } from "../define.ts";
import type { Limits } from "../limits.ts";
import { effectOf, proposalHash, readableEffect } from "../proposal-rules.ts";
import { keptOutput } from "../provenance.ts";
import { toolsOf } from "../registry.ts";
import { ASK_PERSON } from "../tools/ask-person.ts";
import type { Tool } from "../tools/tool.ts";
import { type Chunk, storable } from "./chunks.ts";
import type { Call } from "./conversation.ts";
import { nameIds } from "./name-ids.ts";
import { incidentsNamedIn } from "./named-incidents.ts";
import type { Recorder } from "./recorder.ts";
import { type ClaimedRun, LostLease } from "./store.ts";

export type CallScene = {
  run: ClaimedRun;
  agent: Agent;
  recorder: Recorder;
  limits: Limits;
  /** The asking person's rights as they stand now. */
  ctx: Ctx;
  /** How the call stands in the database: not begun, or begun by a worker that was lost. */
  stateOf: (callId: string) => string;
  proposals: { hash: string }[];
  signal: AbortSignal;
};

/** Makes one call and stores what came of it. A question to the person gets no outcome here: `asks` tells so. */
export async function performCall(scene: CallScene, call: Call): Promise<{ asks: boolean }> {
  const found = usableCall(scene, call);
  if (typeof found === "string") await fail(scene, call, found);
  else if (found.tool.name === ASK_PERSON.name) return { asks: true };
  else if (found.tool.risk === "read") await read(scene, call, found);
  else await propose(scene, call, found);
  return { asks: false };
}

type Usable = { tool: Tool; parsed: unknown };

/** The tool and its input, when this agent, this input and this person's role allow it; otherwise why not. */
function usableCall({ agent, ctx }: CallScene, { tool: name, input }: Call): Usable | string {
  const allowed = toolsOf(agent);
  const tool = allowed.find((one) => one.name === name);
  if (!tool) return `There is no tool ${name}. These are: ${allowed.map((one) => one.name).join(", ")}.`;
  const parsed = tool.input.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 10).map(({ path, message }) => `${path.join(".") || "input"}: ${message}`);
    return `The arguments cannot be used. ${issues.join(" ")}`;
  }
  try {
    authorize(ctx, tool.permission);
  } catch {
    return `The person who asked may not ${PERMISSIONS[tool.permission].what}.`;
  }
  return { tool, parsed: parsed.data };
}

async function read(scene: CallScene, call: Call, { tool, parsed }: Usable): Promise<void> {
  const { recorder, stateOf, ctx, run, limits } = scene;
  if (stateOf(call.id) === "started" && !tool.key)
    return fail(scene, call, "This call was interrupted, and its outcome is unknown. It was not made again.");
  await recorder.write({ call: { callId: call.id, state: "started" } });
  const outcome = await attempt(scene, tool, parsed, { ...ctx, requestKey: `run:${run.id}:${call.id}` });
  if ("error" in outcome) return fail(scene, call, outcome.error);
  const value = storable(outcome.value) ?? null;
  const { named, isPersonal, warning } = await tellsOf(run, [call.input, value]);
  const output: Chunk = { type: "tool-output-available", toolCallId: call.id, output: keptOutput(value, limits.toolOutput), dynamic: true };
  const kept = keptOutput(value, limits.keptOutput);
  await recorder.write({ chunks: [...warning, output], call: { callId: call.id, state: "done", output: { value: kept } }, isPersonal, named });
}

/** Whom a call's words are for: the incidents that they name, and whether the run is its asker's alone from here on. */
async function tellsOf(run: ClaimedRun, words: unknown[]): Promise<{ named: string[]; isPersonal: boolean; warning: Chunk[] }> {
  const found = await incidentsNamedIn(words, run.incidentId);
  const isPersonal = !run.isPersonal && found.isOnePrivate;
  if (isPersonal) run.isPersonal = true;
  return { named: found.ids, isPersonal, warning: isPersonal ? [{ type: "data-personal", data: { askedBy: run.askedBy } }] : [] };
}

async function attempt({ limits, signal }: CallScene, tool: Tool, parsed: unknown, ctx: Ctx): Promise<{ value: unknown } | { error: string }> {
  try {
    return { value: await within(limits.toolMs, signal, tool.run(ctx, parsed)) };
  } catch (error) {
    if (signal.aborted) throw new LostLease();
    if (error instanceof MusterError) return { error: error.message };
    log.warn({ error: String(error), tool: tool.name }, "A tool failed.");
    return { error: `${tool.name} failed in Muster itself. Go on without it.` };
  }
}

async function within<T>(ms: number, signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${ms} ms.`)), ms);
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    if (stop) signal.removeEventListener("abort", stop);
  }
}

/** Nothing that changes anything runs here: it becomes a row for a person. */
async function propose(scene: CallScene, call: Call, { tool, parsed }: Usable): Promise<void> {
  const { recorder, run, limits, proposals } = scene;
  const about = await incidentOf(scene, parsed);
  if (typeof about === "string") return fail(scene, call, about);
  const hash = proposalHash(tool.name, call.input, about.incidentId);
  if (proposals.some((known) => known.hash === hash))
    return fail(scene, call, "This is proposed already and waits for a person. Do not propose it again.");
  if (proposals.length >= limits.proposals)
    return fail(scene, call, `This run has made ${limits.proposals} proposals, the most it may. Come to an end.`);
  const id = newId();
  const text = `Proposed. Nothing has changed: it waits for a person to accept or reject it.`;
  const proposal = { id, callId: call.id, incidentId: about.incidentId, tool: tool.name, input: call.input, hash, minutes: limits.proposalMinutes };
  const { named, isPersonal, warning } = await tellsOf(run, [call.input]);
  await recorder.write({
    chunks: [
      ...warning,
      { type: "tool-output-available", toolCallId: call.id, output: { proposal: id, state: "open", text }, dynamic: true },
      { type: "data-proposal", id, data: { id, state: "open" } },
    ],
    call: { callId: call.id, state: "proposed", output: { proposal: id } },
    proposal: { ...proposal, title: tool.title, effect: readableEffect(await nameIds(effectOf(tool, parsed, call.input))), risk: tool.risk },
    isPersonal,
    named,
  });
  proposals.push({ hash });
}

/** Which incident a change would be on: the one its input names, if this person may see it, or the run's own. */
async function incidentOf({ ctx, run }: CallScene, parsed: unknown): Promise<{ incidentId: string | null } | string> {
  const reference = (parsed as { reference?: unknown } | null)?.reference;
  if (typeof reference !== "string") return { incidentId: run.incidentId };
  try {
    return { incidentId: (await findIncident(ctx, reference)).id };
  } catch (error) {
    if (error instanceof MusterError) return error.message;
    throw error;
  }
}

async function fail({ recorder }: CallScene, call: Call, error: string): Promise<void> {
  await recorder.write({
    chunks: [{ type: "tool-output-error", toolCallId: call.id, errorText: error, dynamic: true }],
    call: { callId: call.id, state: "failed", output: { error } },
  });
}

/** What a run has proposed so far. */
export function proposalsOf(runId: string): Promise<{ hash: string }[]> {
  return db().proposal.findMany({ where: { runId }, select: { hash: true } });
}
