import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { OrganisationRoleName } from "./people.ts";
import { PERMISSIONS, type Permission } from "./permissions.ts";
import { Instant, lineOf } from "./text.ts";

export const PermissionName = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

/**
 * A key for scripts. Without `role` it is one's own and has one's own rights, whatever they are at the time; with `role` it belongs to the
 * organisation and outlives whoever made it. `scopes` narrow it to these permissions; none: all that its role holds.
 */
export const CreateKey = z.object({
  name: lineOf(80, "The name"),
  role: OrganisationRoleName.optional(),
  scopes: z.array(PermissionName).max(50).default([]),
  expiresInDays: z.number().int().min(1, "A key lasts at least a day.").max(3650, "A key lasts at most ten years.").nullish(),
});

/** `isOwn`: one's own keys; otherwise those of the organisation and of other people, for administrators. */
export const ListKeys = z.object({ isOwn: z.boolean().default(true) });
export const RevokeKey = z.object({ id: Uuid });

export const KeySummary = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  owner: PersonRef.nullable(),
  role: OrganisationRoleName.nullable(),
  scopes: z.array(PermissionName),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  isExpired: z.boolean(),
});
export type KeySummary = z.infer<typeof KeySummary>;

/** Shown once: only its hash is kept. */
export type NewKey = { id: string; token: string; expiresAt: string | null };
