import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { Instant, optionalTextOf, textOf } from "./text.ts";

export const COMMANDER = "commander";

export type RoleDefinition = { key: string; label: string; isMany: boolean; duties: string };

/** The built-in roles, in the order of the board. `duties` says what to do in the next minutes. */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  {
    key: COMMANDER,
    label: "Incident Commander",
    isMany: false,
    duties: "Set the goal for the next ten minutes, name who does what, keep the update promise.",
  },
  { key: "deputy", label: "Deputy", isMany: false, duties: "Watch the clock and the tasks, stand ready to take command." },
  { key: "communications", label: "Communications", isMany: false, duties: "Write the next update before it is due, answer stakeholders." },
  { key: "scribe", label: "Scribe", isMany: false, duties: "Write down decisions and observations as they happen, with their times." },
  { key: "subject-expert", label: "Subject Expert", isMany: true, duties: "Investigate your area, say what you see and what you rule out." },
  { key: "customer-liaison", label: "Customer Liaison", isMany: false, duties: "Gather what customers report, bring back what they may be told." },
  { key: "executive-liaison", label: "Executive Liaison", isMany: false, duties: "Keep executives informed so that nobody asks the commander." },
];

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
