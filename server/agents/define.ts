import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Tool } from "./tools/tool.ts";

/** An agent, as data. It may call the named tools only. */
export type Agent = {
  name: string;
  title: string;
  description: string;
  /** Requests that show what it can do: some for any time, some about an incident. */
  examples?: { anywhere: readonly string[]; inIncident: readonly string[] };
  /** Words that requests to it begin with or turn on, in small letters: where several agents could be asked, they say whom. */
  calledWith?: readonly string[];
  tools: readonly string[];
  /** Tools that it uses where this console has them. */
  toolsIfThere?: readonly string[];
  /** Tools that it brings along, for itself; named among its tools too. */
  ownTools?: readonly Tool[];
  /** A model's statements have to name their evidence, such as [E3]; those that do not are marked. */
  mustCite?: boolean;
  /** What a model is told to be; without secrets. */
  instructions: string;
  /** How it works without a model. */
  builtIn: Driver;
  /** What would make the first run slow, done once when a worker starts. */
  prepare?(): void;
};

/** What a driver knows of its run. `incident` is a reference; `tools` are those that it may call here. */
export type DriverRun = { id: string; prompt: string; incident: string | null; asker: PersonRef; tools: ReadonlySet<string> };

/** What a driver does: says something in Markdown, shows a block, calls a tool, or asks the person and waits. */
export type DriverEvent =
  | { type: "text"; text: string }
  | { type: "block"; block: { kind: string; [field: string]: unknown } }
  | { type: "call"; tool: string; input: unknown }
  | { type: "ask"; question: string };

/** What `yield` gives back: the outcome of a call, the person's answer, or nothing for words and blocks. */
export type Reply =
  | { kind: "value"; value: unknown }
  | { kind: "error"; error: string }
  | { kind: "proposed"; proposal: string }
  | { kind: "answer"; text: string }
  | { kind: "none" };

/**
 * The model-free way of an agent. After an interruption it runs again from its beginning and gets the stored replies, so what it does
 * may depend on nothing but the run and the replies: no clock, no chance, no reading beside its tools.
 */
export type Driver = (run: DriverRun) => AsyncGenerator<DriverEvent, void, Reply>;

/** Writes an agent. Its name is how people call it: small letters, digits and hyphens. */
export function defineAgent(agent: Agent): Agent {
  return agent;
}
