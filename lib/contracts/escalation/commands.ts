import { z } from "zod";
import { Reference, Uuid } from "../ids.ts";
import { Reason, Severity } from "../incident.ts";
import { optionalTextOf } from "../text.ts";
import { PolicyDescription, PolicyName, PolicyRules, PositionKey } from "./policy.ts";
import { AnswerMeans } from "./state.ts";

/**
 * Pages by hand: a level of the policy (by its number from 1 or its key), a person, or whoever holds a position; nothing given: the next level that
 * has not fired. `severity` is raised in the same step.
 */
export const Escalate = z.object({
  reference: Reference,
  level: z.union([z.number().int().min(1).max(10), z.string().min(1).max(40)]).nullish(),
  user: Uuid.nullish(),
  position: PositionKey.nullish(),
  severity: Severity.nullish(),
  reason: Reason,
});

/** `decline`: one cannot take it; the next level follows at once when nobody else is left. */
export const AnswerPage = z.object({
  reference: Reference,
  answer: z.enum(["acknowledge", "decline"]).default("acknowledge"),
  means: AnswerMeans.exclude(["here"]).default("console"),
});

/** Stands everybody down who was paged, with words for them; a lower severity may go with it. */
export const DeEscalate = z.object({
  reference: Reference,
  reason: Reason,
  severity: Severity.nullish(),
});

export const SavePolicy = z.object({
  /** Null makes a new one. */
  id: Uuid.nullable(),
  version: z.number().int().min(0),
  name: PolicyName,
  description: PolicyDescription.default(""),
  rules: PolicyRules,
  isDefault: z.boolean().default(false),
  services: z.array(Uuid).max(200).default([]),
});

export const ReadEscalation = z.object({ reference: Reference });

/** The words of a stand-down, or of a brief. */
export const Words = optionalTextOf(4_000, "The text");
