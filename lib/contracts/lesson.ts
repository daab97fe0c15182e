import { z } from "zod";
import { Reference, Uuid } from "./ids.ts";
import { ACTION_ITEM_STATES } from "./postmortem-terms.ts";

const Day = z.iso.date();

/** How an incident is like an earlier one: its cause is of the same family, or it struck the same service and reads like it. */
export const LessonMatch = z.enum(["cause", "service"]);
export type LessonMatch = z.infer<typeof LessonMatch>;

/** What an action item of an earlier incident was when this one began: not done yet, done, or dropped. */
export const LessonVerdict = z.enum(["open", "done", "dropped"]);
export type LessonVerdict = z.infer<typeof LessonVerdict>;

/** `daysOverdue` and `dueOn` as they were when this incident began. */
const Found = z.object({
  item: Uuid,
  title: z.string(),
  match: LessonMatch,
  verdict: LessonVerdict,
  dueOn: Day.nullable(),
  daysOverdue: z.number().int(),
  owner: z.string(),
});
export type FoundLesson = z.infer<typeof Found>;

/** An action item of an earlier incident that was to keep this one from coming. */
export const LessonFact = Found.extend({ kind: z.literal("lesson"), reference: z.string(), incident: z.string() });
export type LessonFact = z.infer<typeof LessonFact>;

export const ReadLessons = z.object({ reference: Reference });

/** Earlier incidents like this one, with what was to be done after them. `state`: of the item now. */
export const EarlierIncident = z.object({
  reference: z.string(),
  title: z.string(),
  items: z.array(Found.extend({ state: z.enum(ACTION_ITEM_STATES) })),
});
export type EarlierIncident = z.infer<typeof EarlierIncident>;

/** A later incident that an action item was to keep from coming. */
export const Recurrence = Found.pick({ match: true, verdict: true, daysOverdue: true, dueOn: true }).extend({
  reference: z.string(),
  incident: z.string(),
});
export type Recurrence = z.infer<typeof Recurrence>;
