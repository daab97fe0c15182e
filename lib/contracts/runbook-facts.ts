import { z } from "zod";
import { Uuid } from "./ids.ts";
import { RUN_MODES, STEP_STATES } from "./runbook-terms.ts";

const run = z.object({ id: Uuid, slug: z.string(), title: z.string(), version: z.number().int(), mode: z.enum(RUN_MODES), target: z.string() });

/** A run of a runbook began, ended, or waits. `summary`: its result in one line, in numbers. */
export const RunbookFact = z.object({
  kind: z.literal("runbook"),
  run,
  event: z.enum(["proposed", "started", "resumed", "rolling_back", "succeeded", "failed", "rolled_back", "cancelled"]),
  summary: z.string().nullable(),
});

/** A step of it ended. `command`: what was executed, as a person would type it. */
export const RunbookStepFact = z.object({
  kind: z.literal("runbook_step"),
  run,
  n: z.number().int(),
  of: z.number().int(),
  title: z.string(),
  state: z.enum([...STEP_STATES, "undone", "undo_failed"]),
  command: z.string().nullable(),
  detail: z.string().nullable(),
  durationMs: z.number().int().nullable(),
});

/** Another person was asked whether a risky step may be done, or answered. */
export const ApprovalFact = z.object({
  kind: z.literal("approval"),
  run,
  n: z.number().int(),
  title: z.string(),
  command: z.string(),
  decision: z.enum(["asked", "approved", "rejected", "void", "expired"]),
  reason: z.string().nullable(),
});
