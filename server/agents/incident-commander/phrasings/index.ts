import type { Examples } from "../../understanding/likeness/opinion.ts";
import { COMMUNICATIONS } from "./communications.ts";
import { COURSE } from "./course.ts";
import { DECLARING } from "./declaring.ts";
import { FACTS } from "./facts.ts";
import { MIXED_ORDERS } from "./mixed-orders.ts";
import { MIXED_WORDS } from "./mixed-words.ts";
import { NO_ORDERS as FIRST_NO_ORDERS } from "./no-orders.ts";
import { MORE_NO_ORDERS } from "./no-orders-more.ts";
import type { Phrasing } from "./phrasing.ts";
import { QUESTIONS } from "./questions.ts";
import { ROLES } from "./roles.ts";
import { SPOKEN_COURSE } from "./spoken-course.ts";
import { SPOKEN_INCIDENTS } from "./spoken-incidents.ts";
import { SPOKEN_WORDS } from "./spoken-words.ts";
import { TERSE_COURSE } from "./terse-course.ts";
import { TERSE_INCIDENTS } from "./terse-incidents.ts";
import { TERSE_WORDS } from "./terse-words.ts";
import { WORDS } from "./words.ts";

/** What is no order, by all who wrote. */
export const NO_ORDERS: readonly string[] = [...FIRST_NO_ORDERS, ...MORE_NO_ORDERS];

/** How different people say the same things, by who wrote it. The room is INC-2026-1123-001 unless another reference is named. */
export const WRITERS: Readonly<Record<string, readonly Phrasing[]>> = {
  first: [...DECLARING, ...ROLES, ...COURSE, ...FACTS, ...WORDS, ...QUESTIONS, ...COMMUNICATIONS],
  mixed: [...MIXED_ORDERS, ...MIXED_WORDS],
  terse: [...TERSE_INCIDENTS, ...TERSE_COURSE, ...TERSE_WORDS],
  spoken: [...SPOKEN_INCIDENTS, ...SPOKEN_COURSE, ...SPOKEN_WORDS],
};
export const PHRASINGS: readonly Phrasing[] = Object.values(WRITERS).flat();

/** Several orders at once. */
export const SEVERAL: readonly (readonly [string, readonly string[]])[] = [
  ["set sev1 and make @grace comms", ["change_severity", "assign"]],
  ["make @linus scribe; hand over to @grace", ["assign", "hand_over"]],
  ["move to monitoring, then downgrade to sev3", ["change_phase", "change_severity"]],
  ["Make Grace scribe and Linus comms", ["assign", "assign"]],
  ["hand command to Grace, and note: pool is full", ["hand_over", "add_note"]],
  ["resolve it and post an update: all systems work again", ["change_phase", "post_update"]],
  ["It started at 14:05 and 15% of users are affected", ["set_time", "set_impact"]],
  ["Checkout recovered. Move it to monitoring, and make Linus the scribe.", ["change_phase", "assign"]],
  ["set 002 to sev3, then mark it as mitigating", ["change_severity", "change_phase"]],
];

/** From which the second opinion learns. */
export const EXAMPLES: Examples = {
  sentences: [...PHRASINGS.map(([sentence, intent]) => [sentence, intent] as const), ...NO_ORDERS.map((sentence) => [sentence, null] as const)],
  names: {
    people: ["Ada Lindqvist", "Grace Okafor", "Linus Brandt", "Sam Reed", "Sam Holt"].map((name) => ({ id: name, name, handle: name })),
    services: ["Payment API", "Checkout", "Search"].map((name) => ({ id: name, name, slug: name })),
  },
};
