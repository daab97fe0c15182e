import { z } from "zod";
import { PersonRef } from "../actor.ts";
import { Uuid } from "../ids.ts";
import { ServiceRef } from "../incident.ts";
import { Instant, lineOf } from "../text.ts";
import { PolicyRules, PositionKey } from "./policy.ts";

/** A policy as its screen shows it. `id` null: the one that comes with Muster, not changed yet. */
export const PolicyView = z.object({
  id: Uuid.nullable(),
  name: z.string(),
  description: z.string(),
  rules: PolicyRules,
  isDefault: z.boolean(),
  version: z.number().int(),
  services: z.array(ServiceRef),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
});
export type PolicyView = z.infer<typeof PolicyView>;

export const PositionView = z.object({ key: PositionKey, name: z.string(), holder: PersonRef.nullable(), version: z.number().int() });
export type PositionView = z.infer<typeof PositionView>;

/** `user` null: nobody holds it. A key that is not known makes a new position. */
export const SavePosition = z.object({
  key: PositionKey,
  version: z.number().int().min(0),
  name: lineOf(60, "The position's name"),
  user: Uuid.nullable(),
});
export const RemovePosition = z.object({ key: PositionKey });
/** `isArchived` false brings one back, with the services that no other policy has taken meanwhile. */
export const ArchivePolicy = z.object({ id: Uuid, version: z.number().int().min(0), isArchived: z.boolean().default(true) });

/** What names in a policy mean, for whoever edits one. `means`: whether a page reaches them besides the inbox. */
export const Named = z.object({ id: z.string(), name: z.string() });
export const PolicyBook = z.object({
  policies: z.array(PolicyView),
  positions: z.array(PositionView),
  /** Those whom a policy names or who hold a position. */
  people: z.array(Named.extend({ hasMeans: z.boolean() })),
  schedules: z.array(Named),
  teams: z.array(Named.extend({ members: z.number().int() })),
  channels: z.array(Named.extend({ kind: z.string() })),
  /** What would reach nobody now, as sentences, by policy name. */
  warnings: z.array(z.object({ policy: z.string(), problem: z.string() })),
});
export type PolicyBook = z.infer<typeof PolicyBook>;

/** A policy that was saved: `warnings` say what of it would reach nobody now, and is allowed since that changes by itself. */
export const PolicySaved = z.object({ id: Uuid, version: z.number().int(), warnings: z.array(z.string()) });
export type PolicySaved = z.infer<typeof PolicySaved>;
