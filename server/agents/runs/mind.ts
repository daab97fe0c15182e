import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Agent } from "../define.ts";
import type { Limits } from "../limits.ts";
import type { Metadata } from "./chunks.ts";
import type { Conversation } from "./conversation.ts";

/** A call that a step asks for. `flaw` says why it cannot be made, when its maker did not write one that can. */
export type WantedCall = { tool: string; input: unknown; metadata?: Metadata; flaw?: string };

/** What a mind did in one step. No calls: it is at its end. */
export type Thought = { calls: WantedCall[]; tokensIn: number; tokensOut: number };

export type Situation = {
  runId: string;
  agent: Agent;
  prompt: string;
  incident: string | null;
  asker: PersonRef;
  conversation: Conversation;
  limits: Limits;
  signal: AbortSignal;
  /** Words as they come. */
  onText: (delta: string) => void;
  onBlock: (block: { kind: string; [field: string]: unknown }) => void;
};

/** What drives a run: a language model, or the agent's built-in way. One step at a time; stream, transcript and proposals do not know which. */
export type Mind = (situation: Situation) => Promise<Thought>;
