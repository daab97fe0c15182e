import { z } from "zod";
import { Uuid } from "../ids.ts";
import { Severity } from "../incident.ts";
import { RoleKey } from "../role.ts";
import { lineOf, optionalLineOf } from "../text.ts";

/** A position of the organisation, held by one person at a time, such as `vp-engineering`. */
export const PositionKey = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "Give a position key of small letters, digits and hyphens.");

/**
 * Whom a level reaches. `on-call` and `team-leads` mean the teams that own the incident's services, whoever that is when the level fires;
 * `channel` is a connection such as a Slack channel or a PagerDuty service.
 */
export const Target = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("on-call") }),
  z.object({ kind: z.literal("schedule"), id: Uuid }),
  z.object({ kind: z.literal("user"), id: Uuid }),
  z.object({ kind: z.literal("team"), id: Uuid }),
  z.object({ kind: z.literal("team-leads") }),
  z.object({ kind: z.literal("position"), position: PositionKey }),
  z.object({ kind: z.literal("role"), role: RoleKey }),
  z.object({ kind: z.literal("channel"), id: Uuid }),
  z.object({ kind: z.literal("admins") }),
]);
export type Target = z.infer<typeof Target>;
export type TargetKind = Target["kind"];

const MOST_MINUTES = 7 * 1_440;

/**
 * When a level fires: `afterMinutes` from the beginning (of the round, for what waits for an acknowledgement), while nobody has
 * acknowledged or while the incident is not resolved, at this severity or above, with revenue at risk above `revenuePerHour`
 * (0: any). Null: no such condition.
 */
export const Trigger = z.object({
  afterMinutes: z.number().int().min(0).max(MOST_MINUTES),
  until: z.enum(["acknowledged", "resolved"]),
  severity: Severity.nullable(),
  revenuePerHour: z.number().min(0).nullable(),
});
export type Trigger = z.infer<typeof Trigger>;

/** How many acknowledgements of a level stop the escalation: one, all whom it reached, or a number of them. */
export const Needs = z.union([z.literal("one"), z.literal("all"), z.number().int().min(2).max(20)]);
export type Needs = z.infer<typeof Needs>;

/** A rung. The first trigger whose time comes fires it; without triggers it fires by hand only. `id` stays when levels move. */
export const Level = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "Give a level key of small letters, digits and hyphens."),
  title: lineOf(60, "The level's name"),
  targets: z.array(Target).max(20),
  triggers: z.array(Trigger).max(6),
  needs: Needs,
});
export type Level = z.infer<typeof Level>;

/**
 * Whom to reach in which order. When every level has fired and nobody acknowledged, it begins again after `repeatAfterMinutes`, `repeat`
 * times; then `fallback` is told that nobody answered. An acknowledgement runs out after `timeoutMinutes` without activity; null: never.
 */
export const PolicyRules = z.object({
  levels: z.array(Level).min(1, "Give at least one level.").max(10, "At most 10 levels."),
  repeat: z.number().int().min(0).max(9),
  repeatAfterMinutes: z.number().int().min(1).max(MOST_MINUTES),
  fallback: z.array(Target).min(1, "Say who is told when nobody answers.").max(10),
  timeoutMinutes: z
    .number()
    .int()
    .min(5)
    .max(30 * 1_440)
    .nullable(),
});
export type PolicyRules = z.infer<typeof PolicyRules>;

export const PolicyName = lineOf(80, "The policy's name");
export const PolicyDescription = optionalLineOf(300, "The description");

/** A policy as it was when an escalation began. `id` is null for the one that comes with Muster, until somebody changes it. */
export const PolicySnapshot = PolicyRules.extend({ id: Uuid.nullable(), name: z.string(), version: z.number().int() });
export type PolicySnapshot = z.infer<typeof PolicySnapshot>;

/** The same target always has the same key, so that a level reaches nobody twice through it. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case "schedule":
    case "user":
    case "team":
    case "channel":
      return `${target.kind}:${target.id}`;
    case "position":
      return `position:${target.position}`;
    case "role":
      return `role:${target.role}`;
    default:
      return target.kind;
  }
}
