import { setTimeout as pause } from "node:timers/promises";
import { type ModelMessage, streamText } from "ai";
import type { Metadata } from "../runs/chunks.ts";
import type { Mind, Situation, Thought, WantedCall } from "../runs/mind.ts";
import type { ChosenModel } from "./choose.ts";
import { failureOf, ModelFailure } from "./failure.ts";
import { messagesOf, systemOf, toolSetOf } from "./prompt.ts";

/**
 * Drives a run by a language model: one request a step. Busy and unreachable models are asked again as long as they have said nothing.
 * Throws ModelFailure when no step could be had.
 */
export function modelMind(chosen: ChosenModel): Mind {
  return async (situation) => {
    for (let attempt = 1; ; attempt += 1) {
      const heard = { text: 0 };
      try {
        return await askOnce(chosen, situation, heard);
      } catch (error) {
        situation.signal.throwIfAborted();
        const failure = failureOf(error, Date.now());
        const wait = (failure.retryAfterMs ?? 500 * 2 ** (attempt - 1)) * (1 + Math.random() / 4);
        const isWorthTrying = failure.isPassing && heard.text === 0 && attempt < situation.limits.modelAttempts;
        if (!isWorthTrying || wait > situation.limits.longestRetryMs) throw failure;
        await pause(wait, undefined, { signal: situation.signal });
      }
    }
  };
}

async function askOnce(chosen: ChosenModel, situation: Situation, heard: { text: number }): Promise<Thought> {
  const { limits, signal } = situation;
  const watch = watchdog(signal, limits);
  const messages = messagesOf(situation);
  const system = systemOf(situation);
  const answer = streamText({
    model: chosen.model,
    instructions: system,
    messages,
    tools: toolSetOf(situation.agent),
    maxOutputTokens: limits.outputTokens,
    maxRetries: 0,
    abortSignal: watch.signal,
    onError: () => undefined,
  });
  try {
    const thought = await unlessAborted(watch.signal, () => hearOut(answer.stream, situation, heard, watch.hear));
    return withEstimates(thought, system, messages, heard.text);
  } catch (error) {
    throw watch.signal.aborted && !signal.aborted ? watch.signal.reason : error;
  } finally {
    watch.stop();
  }
}

type Part = { type: string; [field: string]: unknown };

async function hearOut(
  stream: AsyncIterable<object>,
  { onText, limits, conversation }: Situation,
  heard: { text: number },
  hear: () => void,
): Promise<Thought> {
  const calls: WantedCall[] = [];
  let usage: { inputTokens?: number; outputTokens?: number } = {};
  for await (const part of stream as AsyncIterable<Part>) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw new DOMException("aborted", "AbortError");
    if (part.type === "text-delta" && typeof part.text === "string" && part.text !== "") {
      hear();
      heard.text += part.text.length;
      onText(part.text);
      if (heard.text > limits.stepText) throw new ModelFailure("its answer did not come to an end");
    }
    if (part.type === "reasoning-delta" || part.type === "tool-input-delta") {
      hear();
      heard.text += String(part.text ?? part.delta ?? "").length;
      if (heard.text > 2 * limits.stepText) throw new ModelFailure("its answer did not come to an end");
    }
    if (part.type === "tool-call") calls.push(wantedCall(part));
    if (part.type === "finish-step") usage = (part.usage ?? {}) as typeof usage;
    if (part.type === "finish-step" && part.finishReason === "error") throw new ModelFailure("its answer broke off", { isPassing: true });
  }
  const hasSpoken = heard.text > 0 || conversation.steps.some(({ driver, text }) => driver === "model" && text !== "");
  if (calls.length === 0 && !hasSpoken) throw new ModelFailure("its answer was empty");
  return { calls: calls.slice(0, limits.callsPerStep), tokensIn: usage.inputTokens ?? -1, tokensOut: usage.outputTokens ?? -1 };
}

/** Whatever name and arguments it wrote. Its own id for the call is not taken over: it may be anything. */
function wantedCall(part: Part): WantedCall {
  const tool =
    String(part.toolName)
      .replace(/[^A-Za-z0-9_-]/g, "_")
      .slice(0, 64) || "unnamed";
  if (typeof part.input === "object" && part.input !== null) return { tool, input: part.input, metadata: signaturesIn(part.providerMetadata) };
  return { tool, input: {}, flaw: "The arguments are not a JSON object." };
}

/** Google wants the signatures of its calls back; what others add is of no use to the next request. */
function signaturesIn(metadata: unknown): Metadata | undefined {
  const google = (metadata as Metadata | undefined)?.google;
  return google ? { google } : undefined;
}

/** A model that counts no tokens, or none that can be, must not be free of its budget: about four characters make one. */
function withEstimates(thought: Thought, system: string, messages: ModelMessage[], heard: number): Thought {
  const asked = system.length + JSON.stringify(messages).length;
  const written = heard + JSON.stringify(thought.calls).length;
  return {
    calls: thought.calls,
    tokensIn: counted(thought.tokensIn, asked),
    tokensOut: counted(thought.tokensOut, written),
  };
}

const MOST_TOKENS = 10_000_000;

function counted(tokens: number, characters: number): number {
  return tokens >= 0 && tokens <= MOST_TOKENS ? Math.trunc(tokens) : Math.ceil(characters / 4);
}

/** Stops a request that says nothing for too long, or goes on for too long. */
function watchdog(outer: AbortSignal, { firstTokenMs, silenceMs, stepMs }: Situation["limits"]) {
  const stopped = new AbortController();
  const giveUp = (why: string) => () => stopped.abort(new ModelFailure(why));
  const whole = setTimeout(giveUp("its answer did not come to an end"), stepMs);
  let silence = setTimeout(giveUp("it took too long to answer"), firstTokenMs);
  return {
    signal: AbortSignal.any([outer, stopped.signal]),
    hear() {
      clearTimeout(silence);
      silence = setTimeout(giveUp("it fell silent in the middle of its answer"), silenceMs);
    },
    stop() {
      clearTimeout(whole);
      clearTimeout(silence);
      stopped.abort();
    },
  };
}

/** Ends with the signal, even while a stream hangs. */
async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (stop) signal.removeEventListener("abort", stop);
  }
}
