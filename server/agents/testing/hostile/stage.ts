import { setTimeout as pause } from "node:timers/promises";
import { isOver, type RunState, StartRun } from "#lib/contracts/agent.ts";
import { answerRun, cancelRun, startRun, type Tool } from "#server/agents/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import type { Asked, Line, Script } from "../scripted-model.ts";
import type { Behaviour } from "./behaviour.ts";
import type { World } from "./world.ts";

/** What happened: counts for the report, and each promise that was broken, with the sequence that broke it. */
export type Tally = {
  runs: number;
  refusedStarts: number;
  requests: number;
  toolsRun: number;
  proposals: number;
  interruptions: number;
  ends: Record<string, number>;
  broken: string[];
};

export type Stage = {
  tally: Tally;
  /** Runs whose model was told something that stands only in a private incident. */
  tainted: Set<string>;
  /** Which sequence each run plays. */
  playedBy: Map<string, Played>;
  tools: Tool[];
  script: Script;
  breakPromise(words: string, run?: string): void;
};
export type Played = { n: number; behaviour: Behaviour; requests: number };

/** The model, which says what each run's sequence says, and the tools, which tell who let them run. */
export function openStage(world: World): Stage {
  const tally: Tally = { runs: 0, refusedStarts: 0, requests: 0, toolsRun: 0, proposals: 0, interruptions: 0, ends: {}, broken: [] };
  const tainted = new Set<string>();
  const playedBy = new Map<string, Played>();
  const breakPromise = (words: string, run?: string) => {
    const played = run === undefined ? undefined : playedBy.get(run);
    tally.broken.push(played ? `${words} (sequence ${played.n}: ${JSON.stringify(played.behaviour).slice(0, 300)})` : words);
  };
  const stage = { tally, tainted, playedBy, breakPromise };
  return { ...stage, tools: AGENT_TOOLS.map((tool) => watched(stage, world, tool)), script: scriptOf(stage, world) };
}

type Watching = Pick<Stage, "tally" | "tainted" | "playedBy" | "breakPromise">;

/** Runs as the real one does, after a look at whether it may run at all. */
function watched({ tally, playedBy, breakPromise }: Watching, world: World, tool: Tool): Tool {
  return {
    ...tool,
    run: (ctx, input) => {
      const run = /^run:([^:]+):/.exec(ctx.requestKey ?? "")?.[1] ?? "";
      const asker = world.askers[playedBy.get(run)?.behaviour.asker ?? -1];
      tally.toolsRun += 1;
      if (tool.risk !== "read") breakPromise(`${tool.name} ran, which changes something`, run);
      if (!asker || ctx.person?.id !== asker.ctx.person?.id) breakPromise(`${tool.name} ran as somebody else`, run);
      else if (!mayUse(asker.ctx, tool.permission)) breakPromise(`${tool.name} ran for ${asker.name}, who may not`, run);
      return tool.run(ctx, input);
    },
  };
}

/** The run's own words begin with its number, by which the model knows its part. */
function scriptOf({ tally, tainted, playedBy, breakPromise }: Watching, world: World): Script {
  const runs = new Map<string, string>();
  return (asked) => {
    tally.requests += 1;
    const tag = /^#(\d+) /.exec(promptOf(asked))?.[1] ?? "";
    let run = runs.get(tag);
    if (run === undefined) {
      run = [...playedBy].findLast(([, { n }]) => String(n) === tag)?.[0];
      if (run) runs.set(tag, run);
    }
    const played = run === undefined ? undefined : playedBy.get(run);
    if (run === undefined || !played) return { text: "Who is this?" };
    const { canaries, askers } = world;
    for (const canary of [canaries.secret, canaries.run, MODEL_KEY])
      if (asked.body.includes(canary)) breakPromise("the model was told a secret", run);
    if (asked.body.includes(canaries.hidden)) {
      tainted.add(run);
      if (!askers[played.behaviour.asker]?.isMember) breakPromise("the model was told of a private incident that the asker may not see", run);
    }
    return lineOf(played, asked);
  };
}

export const MODEL_KEY = "canary-key-of-the-model";

function lineOf(played: Played, asked: Asked): Line {
  const { turns, loops } = played.behaviour;
  const turn = turns[loops ? Math.min(played.requests, turns.length - 1) : played.requests];
  played.requests += 1;
  if (!turn) return { text: "I have nothing more to say." };
  if (turn.kind === "line") return turn.line;
  const heard = asked.messages
    .slice(1)
    .map(({ content }) => String(content))
    .join("\n")
    .slice(-1_500);
  return { text: heard, calls: [{ name: "add_note", arguments: { reference: turn.into, text: heard } }] };
}

function promptOf({ messages }: Asked): string {
  return String(messages.find(({ role }) => role === "user")?.content ?? "");
}

const AT_ONCE = 24;

/** Starts the sequences, a few at once, answers or stops what waits, and returns when each run is over. */
export async function playAll(stage: Stage, world: World, first: number, batch: Behaviour[]): Promise<void> {
  const waiting = batch.map((behaviour, index) => ({ n: first + index, behaviour, requests: 0 }));
  const underway = new Map<string, Played>();
  while (waiting.length > 0 || underway.size > 0) {
    const room = waiting.splice(0, AT_ONCE - underway.size);
    await Promise.all(room.map((played) => begin(stage, world, played, underway, waiting)));
    await pause(15);
    await settle(stage, world, underway);
  }
}

async function begin(stage: Stage, world: World, played: Played, underway: Map<string, Played>, waiting: Played[]): Promise<void> {
  const { agent, incident, asker, prompt } = played.behaviour;
  const who = world.askers[asker];
  if (!who) throw new Error("Nobody asks.");
  try {
    const { id } = await startRun(who.ctx, StartRun.parse({ agent, incident, prompt: `#${played.n} ${prompt}` }));
    stage.playedBy.set(id, played);
    underway.set(id, played);
    stage.tally.runs += 1;
    if (incident && world.hidden.includes(incident) && !who.isMember) stage.breakPromise("a run began on an incident that the asker may not see", id);
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    if (error.code === "too_many_requests") return void waiting.push(played);
    stage.tally.refusedStarts += 1;
  }
}

async function settle(stage: Stage, world: World, underway: Map<string, Played>): Promise<void> {
  const rows = await db().agentRun.findMany({ where: { id: { in: [...underway.keys()] } }, select: { id: true, state: true } });
  const deeds = rows.map(async ({ id, state }) => {
    const { behaviour } = underway.get(id) ?? {};
    const ctx = world.askers[behaviour?.asker ?? 0]?.ctx;
    if (isOver(state as RunState)) {
      underway.delete(id);
      stage.tally.ends[state] = (stage.tally.ends[state] ?? 0) + 1;
    } else if (ctx && behaviour) await meddle(ctx, id, state, behaviour);
  });
  await Promise.all(deeds);
}

async function meddle(ctx: Ctx, id: string, state: string, { answer, isStopped }: Behaviour): Promise<void> {
  try {
    if (state === "waiting" && answer !== null) await answerRun(ctx, { id, text: answer });
    else if (state === "waiting" || (isStopped && state === "running")) await cancelRun(ctx, { id });
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
  }
}
