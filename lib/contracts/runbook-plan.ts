import { z } from "zod";
import { Action, PREFLIGHT_CHECKS, StepRisk, Undo } from "./runbook.ts";
import { RUN_MODES, STEP_KINDS } from "./runbook-terms.ts";

/** A step with everything filled in: what will be done, word for word. `n` counts from 1. `from`: the runbook that brought it, where it was nested. */
export const PlannedStep = z.object({
  n: z.number().int().min(1),
  title: z.string(),
  about: z.string(),
  kind: z.enum(STEP_KINDS),
  risk: StepRisk,
  action: Action,
  check: Action.nullable(),
  plan: Action.nullable(),
  observe: Action.nullable(),
  verify: Action.nullable(),
  undo: Undo.nullable(),
  skip: z.string().nullable(),
  timeoutSeconds: z.number(),
  retries: z.number().int(),
  retryAfterSeconds: z.number(),
  onFailure: z.enum(["ask", "continue", "rollback"]),
  isIdempotent: z.boolean(),
  secrets: z.array(z.string()),
  from: z.string().nullable(),
});
export type PlannedStep = z.infer<typeof PlannedStep>;

export const PlannedCheck = z.object({
  n: z.number().int().min(1),
  check: z.union([z.enum(PREFLIGHT_CHECKS), z.literal("action")]),
  title: z.string(),
  /** What is looked for: a namespace, `deployment/api-server`, `patch deployments/scale`. */
  subject: z.string(),
  namespace: z.string(),
  action: Action.nullable(),
  isAdvice: z.boolean(),
});
export type PlannedCheck = z.infer<typeof PlannedCheck>;

export const PlannedWatch = z.object({ n: z.number().int().min(1), title: z.string(), action: Action });
export type PlannedWatch = z.infer<typeof PlannedWatch>;

/** Everything that a run will do. It does not change any more once the run has begun. */
export const RunPlan = z.object({
  slug: z.string(),
  title: z.string(),
  mode: z.enum(RUN_MODES),
  parameters: z.record(z.string(), z.string()),
  /** The name of the connection to its cluster; null: there was none when it was planned, and it gets none. Plans of old runs do not say it. */
  cluster: z.string().nullable(),
  target: z.string(),
  namespace: z.string(),
  preflight: z.array(PlannedCheck),
  steps: z.array(PlannedStep),
  verification: z.object({ minutes: z.number(), everyMinutes: z.number(), watches: z.array(PlannedWatch) }).nullable(),
});
export type RunPlan = z.infer<typeof RunPlan>;
