import { z } from "zod";
import { Uuid } from "./ids.ts";
import { TimeZone } from "./people.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

/** `09:00`: a time on a clock on the wall. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time such as 09:00.");

/** `2026-11-23`, a day that exists. */
export const WallDate = z.iso
  .date("Give a day such as 2026-11-23.")
  .refine((day) => Number(day.slice(0, 4)) >= 1970 && Number(day.slice(0, 4)) <= 2100, "Give a day between 1970 and 2100.");

/** ISO days of the week, Monday is 1. */
export const Weekday = z.number().int().min(1).max(7);

/** Hours at which a layer is on call: on each of `days` from `from` to `to`, past midnight when `to` is not later; equal times are 24 hours. */
export const Restriction = z.object({
  days: z
    .array(Weekday)
    .min(1, "Choose at least one day.")
    .max(7)
    .transform((days) => [...new Set(days)].sort()),
  from: WallTime,
  to: WallTime,
});
export type Restriction = z.infer<typeof Restriction>;

export const ROTATION_UNITS = ["hour", "day", "week"] as const;
const LONGEST: Record<(typeof ROTATION_UNITS)[number], number> = { hour: 336, day: 60, week: 26 };

/** After how long the next person follows: by the clock on the wall, so that hand-offs stay at their hour when clocks are changed. */
export const Rotation = z
  .object({ every: z.number().int().min(1, "A shift lasts at least one hour, day or week."), unit: z.enum(ROTATION_UNITS) })
  .refine(({ every, unit }) => every <= LONGEST[unit], "A shift lasts at most 336 hours, 60 days or 26 weeks.");
export type Rotation = z.infer<typeof Rotation>;

/** People who follow one another from `startsOn` at `handOffAt`, by the clocks of `zone`. Outside of `restrictions` the layers below count. */
export const ScheduleLayer = z.object({
  id: Uuid,
  name: lineOf(60, "The layer's name"),
  people: z
    .array(Uuid)
    .min(1, "A layer needs at least one person.")
    .max(50, "A layer has at most 50 people.")
    .refine((people) => new Set(people).size === people.length, "Somebody stands twice in this layer. Name each person once."),
  rotation: Rotation,
  startsOn: WallDate,
  handOffAt: WallTime,
  zone: TimeZone,
  restrictions: z.array(Restriction).max(21),
});
export type ScheduleLayer = z.infer<typeof ScheduleLayer>;

const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

const span = { from: Instant, to: Instant };
const isForward = ({ from, to }: { from: string; to: string }) => from < to;
const isBounded = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from) <= MOST_DAYS * DAY_MS;
const FORWARD = { message: "The end has to come after the beginning.", path: ["to"] };
const BOUNDED = { message: "Ask for at most 366 days at once.", path: ["to"] };

const layers = z
  .array(ScheduleLayer)
  .max(20, "A schedule has at most 20 layers.")
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two layers have the same id.");

const fields = {
  name: lineOf(80, "The schedule's name"),
  description: optionalLineOf(300, "The description"),
  zone: TimeZone,
  team: Uuid.nullable(),
  layers,
  /** Whether the leads of its team are told of hours at which nobody is on call. */
  warnsOfGaps: z.boolean(),
};

export const ScheduleSlug = z.string().min(1).max(100).meta({ description: "The schedule's slug, such as payments" });
/** How scripts name a schedule. */
export const ScheduleWord = z.string().min(1).max(200).meta({ description: "A schedule: id, slug such as payments, or name" });

export const CreateSchedule = z.object({
  name: fields.name,
  description: fields.description.default(""),
  zone: fields.zone,
  team: fields.team.default(null),
  layers: fields.layers.default([]),
  warnsOfGaps: fields.warnsOfGaps.default(true),
});
/** `version` is the one that the editor saw; when the schedule has changed since, the answer is a conflict with both. */
export const ChangeSchedule = z.object({ id: Uuid, version: z.number().int().positive(), change: z.object(fields).partial() });
export const ArchiveSchedule = z.object({ id: Uuid, isArchived: z.boolean().default(true) });
export const ListSchedules = z.object({ includeArchived: z.boolean().default(false) });
export const ReadSchedule = z.object({ slug: ScheduleSlug });

const override = { schedule: Uuid, person: Uuid, ...span, reason: optionalLineOf(200, "The reason").default("") };
export const AddOverride = z.object(override).refine(isForward, FORWARD).refine(isBounded, BOUNDED);
/** As an operation takes it: the refinements are the command's. */
export const OverrideFields = z.object(override);
export const RemoveOverride = z.object({ id: Uuid });

export const ReadShifts = z.object({ schedule: Uuid, ...span });
export const ListGaps = z.object({ days: z.number().int().min(1).max(90).default(30) });
export const WhoIsOnCall = z.object({ at: Instant.optional(), schedule: Uuid.optional() });
export const ReadMine = z.object({ days: z.number().int().min(1).max(366).default(60) });

const swapSpan = z.object(span).refine(isForward, FORWARD);
/** Asks `to` to take one's shift `give`, and offers to take theirs, `take`, if there is one. */
export const RequestSwap = z.object({
  schedule: Uuid,
  to: Uuid,
  give: swapSpan,
  take: swapSpan.nullable().default(null),
  message: optionalLineOf(300, "The message").default(""),
});
export const AnswerSwap = z.object({ id: Uuid, isAccepted: z.boolean() });
export const CancelSwap = z.object({ id: Uuid });
export const ListSwaps = z.object({ isOpen: z.boolean().default(true) });

/** Of a schedule, or null for one's own shifts. */
export const CreateFeed = z.object({ schedule: Uuid.nullable() });
export const RevokeFeed = z.object({ id: Uuid });

export const OnCallPerson = z.object({
  id: z.string(),
  name: z.string(),
  /** False for somebody who left: they cover nothing. */
  isActive: z.boolean(),
  zone: z.string().nullable(),
});
export type OnCallPerson = z.infer<typeof OnCallPerson>;

/** Somebody in the place of whoever the layers say, from `from` until just before `to`. Of two that overlap the later one in the list counts. */
export const ScheduleOverride = z.object({ id: z.string(), person: z.string(), ...span, reason: z.string() });
export type ScheduleOverride = z.infer<typeof ScheduleOverride>;

/** A schedule by itself: everything that decides who is on call. Later layers win over earlier ones, overrides over all. */
export const OnCallSchedule = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  zone: z.string(),
  layers: z.array(ScheduleLayer),
  overrides: z.array(ScheduleOverride),
  /** Everybody whom layers and overrides name. */
  people: z.array(OnCallPerson),
});
export type OnCallSchedule = z.infer<typeof OnCallSchedule>;

export const ShiftOrigin = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("layer"), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal("override"), id: z.string(), reason: z.string() }),
]);
export type ShiftOrigin = z.infer<typeof ShiftOrigin>;

const PersonName = z.object({ id: z.string(), name: z.string() });

/** Half-open: whoever follows is on call at `to`. */
export const Shift = z.object({ ...span, person: PersonName, origin: ShiftOrigin });
export type Shift = z.infer<typeof Shift>;

/** Hours at which nobody is on call; `left`: who would be, had they not left. */
export const Gap = z.object({ ...span, left: PersonName.nullable() });
export type Gap = z.infer<typeof Gap>;

/** `until`: when the present shift or gap ends; null when there is no end in sight. */
export const NowAndNext = z.object({ now: Shift.nullable(), gap: Gap.nullable(), until: Instant.nullable(), next: Shift.nullable() });
export type NowAndNext = z.infer<typeof NowAndNext>;
