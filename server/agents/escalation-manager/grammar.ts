import type { Grammar } from "../understanding/grammar.ts";
import { orderIntents } from "./intents-orders.ts";
import { questionIntents } from "./intents-questions.ts";
import { EXAMPLES } from "./phrasings.ts";

/** Everything that the escalation-manager understands by itself. */
export const GRAMMAR: Grammar = { intents: [...orderIntents, ...questionIntents], examples: EXAMPLES };
