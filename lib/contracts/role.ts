import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { Instant, optionalTextOf, textOf } from "./text.ts";

export const RoleKey = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "Give a role key of small letters, digits and hyphens.");

export const AssignmentState = z.enum(["paged", "active", "standby", "released"]);
export type AssignmentState = z.infer<typeof AssignmentState>;

export const Assignment = z.object({
  id: Uuid,
  role: z.string(),
  person: PersonRef,
  state: AssignmentState,
  since: Instant,
  assignedBy: z.string(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What the next commander has to know. */
export const HandoverBrief = z.object({
  situation: textOf(4_000, "The current state"),
  investigations: optionalTextOf(4_000, "Active investigations"),
  tried: optionalTextOf(4_000, "What was tried"),
  next: optionalTextOf(4_000, "What is next"),
  blockers: optionalTextOf(4_000, "Blockers"),
});
export type HandoverBrief = z.infer<typeof HandoverBrief>;

export const Handover = z.object({ id: Uuid, from: PersonRef, to: PersonRef, brief: HandoverBrief, offeredAt: Instant });
export type Handover = z.infer<typeof Handover>;
