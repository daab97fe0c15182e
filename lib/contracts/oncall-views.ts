import { z } from "zod";
import { Gap, NowAndNext, OnCallSchedule, Shift } from "./oncall.ts";
import { Instant } from "./text.ts";

const Named = z.object({ id: z.string(), name: z.string() });

export const ScheduleName = z.object({ id: z.string(), slug: z.string(), name: z.string(), zone: z.string() });
export type ScheduleName = z.infer<typeof ScheduleName>;

export const ScheduleSummary = ScheduleName.extend({
  description: z.string(),
  team: Named.nullable(),
  isArchived: z.boolean(),
  layers: z.number().int(),
  people: z.number().int(),
});
export type ScheduleSummary = z.infer<typeof ScheduleSummary>;

/** A schedule with all that decides, and what the asker may do with it. `overrides` are those that are not over. */
export const ScheduleDetails = OnCallSchedule.extend({
  description: z.string(),
  team: Named.nullable(),
  isArchived: z.boolean(),
  warnsOfGaps: z.boolean(),
  version: z.number().int(),
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
  /** Whether the asker may change it. */
  mayChange: z.boolean(),
  /** The database's time. */
  now: Instant,
});
export type ScheduleDetails = z.infer<typeof ScheduleDetails>;

/** How whoever is on call is reached. */
export const Reach = z.object({ handle: z.string(), email: z.string(), phone: z.string().nullable() });

export const OnCallNow = NowAndNext.extend({ schedule: ScheduleName.extend({ team: Named.nullable() }), reach: Reach.nullable() });
export type OnCallNow = z.infer<typeof OnCallNow>;
export const OnCallBoard = z.object({ at: Instant, items: z.array(OnCallNow) });
export type OnCallBoard = z.infer<typeof OnCallBoard>;

export const LoadView = z.object({ person: Named, hours: z.number(), outOfHours: z.number(), shifts: z.number().int() });
export const ShiftsView = z.object({ shifts: z.array(Shift), gaps: z.array(Gap), load: z.array(LoadView) });

export const ScheduleGap = Gap.extend({ schedule: ScheduleName });
export type ScheduleGap = z.infer<typeof ScheduleGap>;

export const OwnShift = Shift.extend({ schedule: ScheduleName });
export type OwnShift = z.infer<typeof OwnShift>;

const Span = z.object({ from: Instant, to: Instant });
export const SwapView = z.object({
  id: z.string(),
  schedule: ScheduleName,
  from: Named,
  to: Named,
  give: Span,
  take: Span.nullable(),
  message: z.string(),
  state: z.enum(["open", "accepted", "declined", "cancelled", "expired"]),
  createdAt: Instant,
});
export type SwapView = z.infer<typeof SwapView>;

export const FeedView = z.object({ id: z.string(), schedule: ScheduleName.nullable(), createdAt: Instant, readAt: Instant.nullable() });
export type FeedView = z.infer<typeof FeedView>;

/** The asker's own on-call: shifts ahead, swaps that wait for them or that they asked for, and whether they may make a schedule. */
export const OwnOnCall = z.object({ at: Instant, shifts: z.array(OwnShift), swaps: z.array(SwapView), mayCreate: z.boolean() });
export type OwnOnCall = z.infer<typeof OwnOnCall>;
