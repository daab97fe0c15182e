import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import { type Environment, env } from "#server/platform/env.ts";
import { type Price, priceOf } from "./price.ts";

/** `name` as in MUSTER_MODEL. `price` is null when it is not known. */
export type ChosenModel = { name: string; model: LanguageModel; price: Price | null };

/** The model that MUSTER_MODEL names; null when none is configured. The environment was checked at start. */
export function chooseModel(values: Environment = env()): ChosenModel | null {
  const name = values.MUSTER_MODEL;
  if (!name) return null;
  const [provider = "", ...rest] = name.split("/");
  return { name, model: modelOf(provider, rest.join("/"), values), price: priceOf(name, values.MUSTER_MODEL_PRICE) };
}

/** MUSTER_MODEL_URL leads each maker's requests elsewhere, such as through a gateway. */
function modelOf(provider: string, id: string, values: Environment): LanguageModel {
  const baseURL = values.MUSTER_MODEL_URL;
  switch (provider) {
    case "anthropic":
      return createAnthropic({ apiKey: values.ANTHROPIC_API_KEY, baseURL })(id);
    case "openai":
      return createOpenAI({ apiKey: values.OPENAI_API_KEY, baseURL })(id);
    case "google":
      return createGoogleGenerativeAI({ apiKey: values.GOOGLE_GENERATIVE_AI_API_KEY, baseURL })(id);
    default:
      return compatibleModel(baseURL ?? "", id, values.MUSTER_MODEL_KEY);
  }
}

/** A model behind any OpenAI-compatible interface. `fetch`: another transport than the network's. */
export function compatibleModel(baseURL: string, id: string, apiKey?: string, fetch?: typeof globalThis.fetch): LanguageModel {
  return createOpenAICompatible({ name: "compatible", baseURL, apiKey, includeUsage: true, fetch })(id);
}
