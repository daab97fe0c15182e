import type { Block } from "#lib/contracts/document.ts";
import type { DriverEvent, Reply } from "./define.ts";

/** A part of what an agent does by itself. */
export type Play = AsyncGenerator<DriverEvent, void, Reply>;

export const say = (text: string): DriverEvent => ({ type: "text", text: `${text}\n\n` });
export const call = (tool: string, input: unknown): DriverEvent => ({ type: "call", tool, input });

/** True when it became a proposal. */
export async function* propose(tool: string, input: unknown): AsyncGenerator<DriverEvent, boolean, Reply> {
  const reply = yield call(tool, input);
  if (reply.kind === "proposed") yield say("Proposed: accept it, and it is done under your name.");
  else yield* refused(reply);
  return reply.kind === "proposed";
}

/** Words of others as plain text within Markdown. */
export function plain(text: string): string {
  return text.replaceAll("{{", "{ {").replaceAll(/([`*_<>\\])/g, "\\$1");
}

export async function* refused(reply: Reply): Play {
  yield say(reply.kind === "error" ? reply.error : "That gave no answer. Ask again.");
}

export async function* show(blocks: Block[]): Play {
  for (const block of blocks) yield { type: "block", block };
}
