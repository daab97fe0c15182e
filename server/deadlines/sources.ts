import { expireProposals, untilNextExpiry } from "#server/agents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { fireDue, untilNext } from "./fire-due.ts";

/** Rows of which each has a time at which something happens by itself. Both are safe however many workers call them. */
export type DueSource = {
  /** Does what is due, and answers with how many. */
  fire: (ctx: Ctx) => Promise<number>;
  /** Milliseconds until the next one is due; null when none stands. Not above zero: it is due now. */
  untilNext: () => Promise<number | null>;
};

/** All that the engine keeps: deadlines of incidents, and proposals of agents. */
export const DUE_SOURCES: readonly DueSource[] = [
  { fire: fireDue, untilNext },
  { fire: expireProposals, untilNext: untilNextExpiry },
];
