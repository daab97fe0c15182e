import { z } from "zod";
import { Reference, Uuid } from "../ids.ts";
import { Severity } from "../incident.ts";
import { Instant } from "../text.ts";
import { PolicyRules } from "./policy.ts";
import { ESCALATION_WORDS } from "./state.ts";
import { DeliveryView } from "./status.ts";

/**
 * A question to the time machine. `policy` null: the one that would page for these services. `rules` in its place: what one is about to
 * save. `opensAt` null: now.
 */
export const AskTimeMachine = z.object({
  policy: z.string().max(80).nullish().meta({ description: "A policy's id or name" }),
  rules: PolicyRules.nullish().meta({ description: "Rules that are not saved yet, in place of a policy" }),
  /** An incident that runs: from now on, as it stands. Its own policy, severity and revenue count where none is given. */
  reference: Reference.nullish(),
  services: z.array(z.string()).max(50).default([]),
  severity: Severity.nullish(),
  revenuePerHour: z.number().min(0).nullish(),
  opensAt: Instant.nullish(),
  acknowledgedAfterMinutes: z.number().int().min(0).max(10_080).nullish().meta({ description: "Whoever was paged first answers then" }),
});

/** One message that somebody would get: `waitMinutes` after the page. `isQuiet`: later because of their quiet hours. */
export const ForeseenMessage = z.object({ channel: z.string(), waitMinutes: z.number(), isQuiet: z.boolean() });

/** A step that would fire, `minutes` after the incident opens. `level` is `L1` …, or `-` for the fallback. */
export const ForeseenStep = z.object({
  at: Instant,
  minutes: z.number(),
  level: z.string(),
  step: z.string(),
  title: z.string(),
  why: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string(), messages: z.array(ForeseenMessage) })),
  channels: z.array(z.string()),
  problems: z.array(z.string()),
});
export type ForeseenStep = z.infer<typeof ForeseenStep>;

/** What would happen otherwise: a new round, an answer, or that nobody answered. */
export const ForeseenTurn = z.object({
  at: Instant,
  minutes: z.number(),
  what: z.enum(["repeated", "restarted", "exhausted", "acknowledged"]),
  who: z.string().nullable(),
});

export const Foresight = z.object({
  policy: z.string(),
  opensAt: Instant,
  severity: Severity.nullable(),
  steps: z.array(ForeseenStep),
  turns: z.array(ForeseenTurn),
  /** How it ends, as a sentence. */
  end: z.string(),
});
export type Foresight = z.infer<typeof Foresight>;

/** What becomes different for one person by other rules: minutes after the opening before and after; null: not reached. */
export const ReachChange = z.object({ id: z.string(), name: z.string(), before: z.number().nullable(), after: z.number().nullable() });
export type ReachChange = z.infer<typeof ReachChange>;

/** What saving these rules would change, for incidents that open at these moments. `policy` null: against what pages for these services now. */
export const ComparePolicy = z.object({
  policy: z.string().max(80).nullish(),
  rules: PolicyRules,
  services: z.array(Uuid).max(50).default([]),
  moments: z.array(Instant).min(1).max(4),
});

/** One kind of incident, by both rules, with revenue at risk and nobody who answers. */
export const PolicyDifference = z.object({
  at: Instant,
  severity: Severity,
  changes: z.array(ReachChange),
});
export type PolicyDifference = z.infer<typeof PolicyDifference>;

export const AskWhy = z.object({ reference: Reference, at: Instant.meta({ description: "The moment, such as 2026-11-22T03:12:00Z" }) });

export const WHY_STATES = ["fired", "later", "late", "condition", "stopped", "by-hand"] as const;

/**
 * Why a level had, or had not, fired at the moment. `later`: due at `at`, after it; `late`: its time had come and the pager had not fired it yet;
 * `condition`: it waits for one that did not hold.
 */
export const LevelReason = z.object({
  level: z.string(),
  title: z.string(),
  state: z.enum(WHY_STATES),
  at: Instant.nullable(),
  sentence: z.string(),
});
export type LevelReason = z.infer<typeof LevelReason>;

/** A page as it stood at the moment, with what had become of each message. */
export const PageThen = z.object({
  page: z.string(),
  level: z.string(),
  title: z.string(),
  name: z.string(),
  notifiedAt: Instant,
  sentence: z.string(),
  deliveries: z.array(DeliveryView),
});

/** Why somebody, or nobody, was paged at a moment: read from the log as it stood then. */
export const Why = z.object({
  reference: z.string(),
  at: Instant,
  state: z.enum([...ESCALATION_WORDS, "none", "not-declared"]),
  policy: z.string().nullable(),
  answer: z.string(),
  levels: z.array(LevelReason),
  pages: z.array(PageThen),
});
export type Why = z.infer<typeof Why>;
