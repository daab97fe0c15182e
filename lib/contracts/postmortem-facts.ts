import { z } from "zod";
import { ActionItem } from "./action-item.ts";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { POSTMORTEM_ACTIONS, POSTMORTEM_STATES } from "./postmortem-terms.ts";

/** Something happened to the postmortem of an incident. `tells`: whom it concerns. */
export const PostmortemFact = z.object({
  kind: z.literal("postmortem"),
  action: z.enum(POSTMORTEM_ACTIONS),
  postmortem: Uuid,
  title: z.string(),
  state: z.enum(POSTMORTEM_STATES),
  note: z.string().nullable(),
  /** Until when its review is to be done, from now on. */
  dueAt: z.string().nullable(),
  tells: z.array(PersonRef),
});

/** An action item of an incident as it stands from now on. */
export const ActionItemFact = z.object({
  kind: z.literal("action-item"),
  action: z.enum(["added", "changed", "reminded"]),
  item: ActionItem,
  before: ActionItem.nullable(),
  reason: z.string().nullable(),
});
