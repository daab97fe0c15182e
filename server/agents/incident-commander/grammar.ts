import type { Grammar } from "../understanding/grammar.ts";
import { communicationsIntents } from "./intents-communications.ts";
import { declareIntent } from "./intents-declare.ts";
import { factsIntents } from "./intents-facts.ts";
import { phaseIntent } from "./intents-phase.ts";
import { questionsIntents } from "./intents-questions.ts";
import { rolesIntents } from "./intents-roles.ts";
import { severityIntent } from "./intents-severity.ts";
import { wordsIntents } from "./intents-words.ts";
import { EXAMPLES } from "./phrasings/index.ts";

/** Everything that the incident-commander understands by itself. One entry is one thing to ask for. */
export const GRAMMAR: Grammar = {
  intents: [
    declareIntent,
    ...wordsIntents,
    ...communicationsIntents,
    ...questionsIntents,
    ...rolesIntents,
    severityIntent,
    phaseIntent,
    ...factsIntents,
  ],
  examples: EXAMPLES,
};
