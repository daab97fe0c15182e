import type { RunState } from "#lib/contracts/agent.ts";

/** One stored chunk: the AI SDK's UI message chunks that Muster writes, and its own data parts. */
export type Chunk =
  | { type: "start"; messageId: string }
  | { type: "start-step" }
  | { type: "finish-step" }
  | { type: "reset-step" }
  | { type: "text-start"; id: string }
  | { type: "text-delta"; id: string; delta: string }
  | { type: "text-end"; id: string }
  | { type: "tool-input-available"; toolCallId: string; toolName: string; input: unknown; dynamic: true; title?: string; providerMetadata?: Metadata }
  | { type: "tool-output-available"; toolCallId: string; output: unknown; dynamic: true }
  | { type: "tool-output-error"; toolCallId: string; errorText: string; dynamic: true }
  | { type: "data-driver"; data: { driver: Driving } }
  | { type: "data-note"; data: { text: string; tone: "info" | "warn" } }
  | { type: "data-block"; data: { kind: string; [field: string]: unknown } }
  | { type: "data-proposal"; id: string; data: { id: string; state: string } }
  | { type: "data-personal"; data: { askedBy: string } }
  | { type: "abort"; reason: string }
  | { type: "finish" };

export type Driving = "model" | "built-in";
export type Metadata = Record<string, Record<string, never>>;

export const note = (text: string, tone: "info" | "warn" = "info"): Chunk => ({ type: "data-note", data: { text, tone } });

/** Words of a run's state for people. */
export const STATE_WORDS: Record<RunState, string> = {
  queued: "waits for a worker",
  running: "is at work",
  waiting: "waits for an answer",
  done: "has ended",
  failed: "could not go on",
  cancelled: "was stopped",
};

/**
 * The same value as JSON that Postgres can keep: without NUL, with well-formed Unicode, and nothing that JSON does not know. Pure.
 */
export function storable<T>(value: T): T {
  return (cleaned(JSON.parse(JSON.stringify(value, bigIntsAsText) ?? "null")) ?? null) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [cleaned(key), cleaned(part)]));
}

function bigIntsAsText(_: string, part: unknown): unknown {
  return typeof part === "bigint" ? part.toString() : part;
}
