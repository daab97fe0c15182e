import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { Recurrence } from "./lesson.ts";
import { page } from "./page.ts";
import { ACTION_ITEM_PRIORITIES, ACTION_ITEM_STATES } from "./postmortem-terms.ts";
import { lineOf, optionalLineOf, optionalTextOf, WebAddress } from "./text.ts";

export const ActionItemPriority = z.enum(ACTION_ITEM_PRIORITIES);
export const ActionItemState = z.enum(ACTION_ITEM_STATES);

/** A day as `2026-11-26`. */
export const Day = z.iso.date({ message: "Give a day as 2026-11-26." });

const TRACKERS = ["github", "jira", "linear", "other"] as const;
export const TicketRef = z.object({ kind: z.enum(TRACKERS), url: z.string(), key: z.string() });
export type TicketRef = z.infer<typeof TicketRef>;

/**
 * Something to be done so that an incident does not come again. `factor`: the cause or contributing factor that it removes; `proof`: the check that
 * shows it. `team` stands for an owner who is no person. `source`: what it was derived from (`root-cause`, `factor`, `gap`, `person`).
 */
export const ActionItem = z.object({
  id: Uuid,
  title: z.string(),
  priority: ActionItemPriority,
  state: ActionItemState,
  owner: PersonRef.nullable(),
  team: z.string(),
  dueOn: Day.nullable(),
  factor: z.string(),
  proof: z.string(),
  source: z.string(),
  signature: z.string().nullable(),
  ticket: TicketRef.nullable(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  version: z.number().int(),
});
export type ActionItem = z.infer<typeof ActionItem>;

/** As a board over all incidents shows it. `daysOverdue`: 0 while it is in time or over. */
export const BoardItem = ActionItem.extend({
  reference: z.string(),
  incident: z.string(),
  severity: z.string().nullable(),
  daysOverdue: z.number().int(),
  /** Later incidents that it was to keep from coming, the newest first. */
  recurrences: z.array(Recurrence),
});
export type BoardItem = z.infer<typeof BoardItem>;

const fields = {
  title: lineOf(300, "The action"),
  priority: ActionItemPriority,
  owner: Uuid.nullable(),
  team: optionalLineOf(80, "The team"),
  dueOn: Day.nullable(),
  factor: optionalTextOf(1_000, "The factor"),
  proof: optionalTextOf(1_000, "The proof"),
};

export const AddActionItem = z.object({
  reference: Reference,
  title: fields.title,
  priority: fields.priority.default("P2"),
  owner: fields.owner.default(null),
  team: fields.team.default(""),
  dueOn: fields.dueOn.default(null),
  factor: fields.factor.default(""),
  proof: fields.proof.default(""),
});

/** `version` is the one that the editor saw: another's change since then is a conflict. */
export const ChangeActionItem = z.object({
  reference: Reference,
  id: Uuid,
  version: z.number().int().optional(),
  title: fields.title.optional(),
  priority: fields.priority.optional(),
  state: ActionItemState.optional(),
  owner: fields.owner.optional(),
  team: fields.team.optional(),
  dueOn: fields.dueOn.optional(),
  factor: fields.factor.optional(),
  proof: fields.proof.optional(),
  reason: optionalLineOf(500, "The reason").optional(),
});

/** `connection`: the tracker that gets it. */
export const CreateTicket = z.object({ reference: Reference, id: Uuid, connection: Uuid });
export const TrackerChoice = z.object({ id: Uuid, kind: z.string(), name: z.string(), title: z.string() });
export type TrackerChoice = z.infer<typeof TrackerChoice>;

/** `url` null takes the link away. */
export const LinkActionItem = z.object({ reference: Reference, id: Uuid, url: WebAddress.nullable() });

export const ListActionItems = z.object({
  state: z.enum(["open", "overdue", "done", "all"]).default("open"),
  reference: Reference.optional(),
  owner: Uuid.optional(),
  service: Uuid.optional(),
  q: optionalLineOf(200, "The search").default(""),
  ...page,
});
export type ListActionItems = z.input<typeof ListActionItems>;

const TICKETS: readonly [(typeof TRACKERS)[number], RegExp][] = [
  ["github", /github\.[^/]+\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)/i],
  ["jira", /\/browse\/([A-Z][A-Z0-9]+-\d+)/],
  ["linear", /linear\.app\/[^/]+\/issue\/([A-Z0-9]+-\d+)/i],
];

/** Which tracker an address belongs to, and what the ticket is called there. Pure. */
export function ticketOf(url: string): TicketRef {
  for (const [kind, pattern] of TICKETS) {
    const found = pattern.exec(url);
    if (found) return { kind, url, key: found[2] ? `${found[1]}#${found[2]}` : (found[1] ?? url) };
  }
  return { kind: "other", url, key: url.replace(/^https?:\/\//, "").slice(0, 60) };
}

/** Whole days that an item is late on `today` (`2026-11-26`); 0 when it is in time, over, or without a day. */
export function daysOverdue({ dueOn, state }: Pick<ActionItem, "dueOn" | "state">, today: string): number {
  if (!dueOn || state === "done" || state === "dropped" || dueOn >= today) return 0;
  return Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000);
}
