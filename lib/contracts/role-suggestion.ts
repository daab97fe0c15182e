import { z } from "zod";
import { Uuid } from "./ids.ts";
import { Visibility } from "./incident.ts";
import { AssignmentState, RoleKey } from "./role.ts";

/** Services that an incident affects. */
export const SuggestRoles = z.object({ services: z.array(Uuid).max(50).default([]) });

/** Who could have a role, and why; nobody when nobody suits, with the reason for that. */
export const RoleSuggestion = z.object({
  role: z.string(),
  label: z.string(),
  person: z.object({ id: z.string(), name: z.string(), handle: z.string() }).nullable(),
  why: z.string(),
});
export type RoleSuggestion = z.infer<typeof RoleSuggestion>;

/** A role that is given with the declaration; `state` as when a role is given later. */
export const FirstRole = z.object({ role: RoleKey, user: Uuid, state: AssignmentState.exclude(["released"]).optional() });
export type FirstRole = z.infer<typeof FirstRole>;

/** Whether these roles could be given on an incident of this visibility, with these people named on it. */
export const CheckFirstRoles = z.object({
  roles: z.array(FirstRole).max(20),
  visibility: Visibility.default("normal"),
  members: z.array(Uuid).max(200).default([]),
});
