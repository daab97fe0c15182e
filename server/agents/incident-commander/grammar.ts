import type { Intent } from "../understanding/understand.ts";
import { courseIntents } from "./intents-course.ts";
import { questionsIntents } from "./intents-questions.ts";
import { rolesIntents } from "./intents-roles.ts";
import { wordsIntents } from "./intents-words.ts";

/** Everything that the incident-commander understands by itself. One entry is one thing to ask for. */
export const GRAMMAR: readonly Intent[] = [...wordsIntents, ...questionsIntents, ...rolesIntents, ...courseIntents];
