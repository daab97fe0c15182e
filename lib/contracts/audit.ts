import { z } from "zod";
import { ACTOR_TYPES, Actor } from "./actor.ts";
import { page } from "./page.ts";
import { Instant, optionalLineOf } from "./text.ts";

export const AuditFilter = z.object({
  /** An action such as `person.invite`, or the beginning of one that ends in a dot, such as `incident.`. */
  action: optionalLineOf(80, "The action").optional(),
  actorType: z.enum(ACTOR_TYPES).optional(),
  /** Id of who did it. */
  actor: optionalLineOf(80, "The actor").optional(),
  subject: optionalLineOf(200, "The subject").optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export const ListAudit = AuditFilter.extend(page);
export const ExportAudit = AuditFilter.extend({ format: z.enum(["csv", "jsonl"]).default("csv") });

/** One step of checking all chains; `cursor` is that of the step before. */
export const VerifyTrail = z.object({ cursor: z.string().max(500).optional() });
export type TrailProof = { chains: number; entries: number; allChains: number; problems: string[]; nextCursor: string | null };

export const AuditItem = z.object({
  chain: z.string(),
  seq: z.number().int(),
  at: Instant,
  actor: Actor,
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** SHA-256 of the chain up to here, hex. */
  hash: z.string(),
  /** True when the entry is about a private incident that the reader is not named on: subject and detail are then left out. */
  isHidden: z.boolean(),
});
export type AuditItem = z.infer<typeof AuditItem>;
