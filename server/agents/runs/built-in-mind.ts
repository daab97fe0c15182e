import type { DriverEvent, Reply } from "../define.ts";
import { toolsOf } from "../registry.ts";
import { ASK_PERSON } from "../tools/ask-person.ts";
import type { Step } from "./conversation.ts";
import type { Mind, Situation, Thought } from "./mind.ts";

type Playing = AsyncGenerator<DriverEvent, void, Reply>;

const NONE: Reply = { kind: "none" };

/** Drives a run by the agent's own way. `repliesTo` gives the stored outcome of a call in full, for those made before this process. */
export function builtInMind(replyTo: (callId: string) => Promise<Reply>): Mind {
  let playing: Playing | undefined;
  let lastCall: string | undefined;
  return async (situation) => {
    const own = ownSteps(situation);
    if (!playing) playing = await replayed(situation, own, replyTo);
    lastCall = own.at(-1)?.calls[0]?.id;
    return stepOf(playing, lastCall ? await replyTo(lastCall) : NONE, situation);
  };
}

/** Its steps since it took over. */
function ownSteps({ conversation }: Situation): Step[] {
  const lastOther = conversation.steps.findLastIndex(({ driver }) => driver !== "built-in");
  return conversation.steps.slice(lastOther + 1).filter(({ isFinished }) => isFinished);
}

/** Plays from the beginning up to the last stored call, saying nothing twice. */
async function replayed(
  { runId, agent, prompt, incident, asker }: Situation,
  own: Step[],
  replyTo: (id: string) => Promise<Reply>,
): Promise<Playing> {
  const playing = agent.builtIn({ id: runId, prompt, incident, asker, tools: new Set(toolsOf(agent).map(({ name }) => name)) });
  let reply = NONE;
  for (const step of own) {
    const call = step.calls[0];
    const event = await nextCall(playing, reply);
    const wanted = event && callOf(event);
    if (!call || !wanted || wanted.tool !== call.tool) throw new Error(`${agent.name} did not go its own way again after an interruption.`);
    reply = call === own.at(-1)?.calls[0] ? NONE : await replyTo(call.id);
  }
  return playing;
}

async function nextCall(playing: Playing, first: Reply): Promise<DriverEvent | null> {
  for (let turn = await playing.next(first); !turn.done; turn = await playing.next(NONE)) {
    if (callOf(turn.value)) return turn.value;
  }
  return null;
}

async function stepOf(playing: Playing, first: Reply, { onText, onBlock, signal }: Situation): Promise<Thought> {
  for (let turn = await playing.next(first); !turn.done; turn = await playing.next(NONE)) {
    signal.throwIfAborted();
    const call = callOf(turn.value);
    if (call) return { calls: [call], tokensIn: 0, tokensOut: 0 };
    if (turn.value.type === "text") onText(turn.value.text);
    if (turn.value.type === "block") onBlock(turn.value.block);
  }
  return { calls: [], tokensIn: 0, tokensOut: 0 };
}

function callOf(event: DriverEvent): { tool: string; input: unknown } | null {
  if (event.type === "call") return { tool: event.tool, input: event.input };
  return event.type === "ask" ? { tool: ASK_PERSON.name, input: { question: event.question } } : null;
}
