import { z } from "zod";
import { Uuid } from "./ids.ts";
import { Instant } from "./text.ts";

export const StartDrill = z.object({ scenario: z.string().trim().min(1, "Choose what to practise.").max(60) });
export const DrillId = z.object({ id: Uuid });

/** What one can practise. Nothing in it tells the cause. */
export const DrillScenario = z.object({ name: z.string(), title: z.string(), noticed: z.string(), practises: z.string() });
export type DrillScenario = z.infer<typeof DrillScenario>;

export const DRILL_STATES = ["starting", "running", "ended"] as const;

/** Spans in milliseconds from the start of the drill; null for what did not happen. `truth`: what was wrong, and what ends it. */
export const DrillScore = z.object({
  acknowledgedMs: z.number().nullable(),
  causeMs: z.number().nullable(),
  /** What was accepted as the root cause. */
  accepted: z.string().nullable(),
  isPlaceRight: z.boolean(),
  isMechanismRight: z.boolean(),
  isRight: z.boolean(),
  truth: z.string(),
  remedy: z.string().nullable(),
});
export type DrillScore = z.infer<typeof DrillScore>;

export const DrillSummary = z.object({
  id: Uuid,
  title: z.string(),
  state: z.enum(DRILL_STATES),
  incident: z.object({ reference: z.string(), title: z.string() }).nullable(),
  startedBy: z.object({ id: Uuid, name: z.string() }),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** What has been done so far, as steps with their time since the start. */
  acknowledgedMs: z.number().nullable(),
  causeMs: z.number().nullable(),
  /** Systems of the world that answer now, with their addresses. */
  systems: z.array(z.object({ name: z.string(), url: z.string() })),
  score: DrillScore.nullable(),
  mayEnd: z.boolean(),
});
export type DrillSummary = z.infer<typeof DrillSummary>;

export const DrillsView = z.object({
  scenarios: z.array(DrillScenario),
  running: z.array(DrillSummary),
  past: z.array(DrillSummary),
  now: Instant,
});
export type DrillsView = z.infer<typeof DrillsView>;
