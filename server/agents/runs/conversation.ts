import type { Chunk, Driving, Metadata } from "./chunks.ts";

/** What came of a call. `value` as the model may read it. */
export type Outcome = { kind: "value"; value: unknown } | { kind: "error"; error: string };

export type Call = { id: string; tool: string; input: unknown; metadata?: Metadata; outcome: Outcome | null };

/** One step: what was said, then what was called. Unfinished while a call has no outcome, or when its worker was lost. */
export type Step = { driver: Driving; text: string; calls: Call[]; isFinished: boolean };

/** A run as its chunks tell it: the one truth from which it goes on. */
export type Conversation = { steps: Step[]; driver: Driving; openText: string | null; seen: number };

export function emptyConversation(): Conversation {
  return { steps: [], driver: "built-in", openText: null, seen: 0 };
}

/** Takes a chunk into the conversation, in place: runs have thousands of them. */
export function follow(conversation: Conversation, chunk: Chunk): void {
  const step = conversation.steps.at(-1);
  const current = step && !step.isFinished ? step : undefined;
  conversation.seen += 1;
  switch (chunk.type) {
    case "data-driver":
      conversation.driver = chunk.data.driver;
      return;
    case "start-step":
      conversation.steps.push({ driver: conversation.driver, text: "", calls: [], isFinished: false });
      return;
    case "reset-step":
      if (current) conversation.steps.pop();
      conversation.openText = null;
      return;
    case "finish-step":
      if (current) current.isFinished = true;
      return;
    case "text-start":
      conversation.openText = chunk.id;
      return;
    case "text-end":
      conversation.openText = null;
      return;
    case "text-delta":
      if (current) current.text += chunk.delta;
      return;
    case "tool-input-available":
      current?.calls.push({ id: chunk.toolCallId, tool: chunk.toolName, input: chunk.input, metadata: chunk.providerMetadata, outcome: null });
      return;
    case "tool-output-available":
      settle(conversation, chunk.toolCallId, { kind: "value", value: chunk.output });
      return;
    case "tool-output-error":
      settle(conversation, chunk.toolCallId, { kind: "error", error: chunk.errorText });
      return;
    default:
      return;
  }
}

/** The step that waits to be finished; undefined when the next one may begin. */
export function unfinished(conversation: Conversation): Step | undefined {
  const step = conversation.steps.at(-1);
  return step && !step.isFinished ? step : undefined;
}

/** True when the last step called nothing: its words are the end. */
export function isConcluded({ steps, driver }: Conversation): boolean {
  const last = steps.at(-1);
  return last?.isFinished === true && last.driver === driver && last.calls.length === 0;
}

/** How many calls were made so far; numbers go on from there. */
export function callsIn({ steps }: Conversation): number {
  return steps.reduce((sum, { calls }) => sum + calls.length, 0);
}

function settle({ steps }: Conversation, id: string, outcome: Outcome): void {
  const call = steps.at(-1)?.calls.find((known) => known.id === id);
  if (call && !call.outcome) call.outcome = outcome;
}
