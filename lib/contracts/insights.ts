import { z } from "zod";
import { Day } from "./action-item.ts";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { IncidentKind, Severity } from "./incident.ts";
import { TimeZone } from "./people.ts";

export const GROUPINGS = ["severity", "service", "cause", "team"] as const;
export const Grouping = z.enum(GROUPINGS);
export type Grouping = z.infer<typeof Grouping>;

/** The key of what has no severity, service, cause or team. */
export const NONE = "none";
/** So many days are read at once. */
export const MOST_DAYS = 3_660;
export const USUAL_DAYS = 90;
/** So many causes that came again are told of. */
export const MOST_REPEATED = 100;

/** What counts unless somebody asks otherwise: exercises do not. */
export const COUNTED_KINDS = ["real", "retrospective"] as const satisfies IncidentKind[];

/**
 * Which incidents are looked at. `from` and `to`: days of declaration, both included, by the clocks of `zone`; none: the last 90 days, by the asker's
 * own zone, else UTC. `service` and `team` are ids.
 */
export const InsightsFilter = z.object({
  from: Day.nullish(),
  to: Day.nullish(),
  zone: TimeZone.nullish(),
  severity: z.array(Severity).max(4).default([]),
  service: z.array(Uuid).max(20).default([]),
  team: z.array(Uuid).max(20).default([]),
  kind: z
    .array(IncidentKind)
    .max(4)
    .default([...COUNTED_KINDS]),
});
export type InsightsFilter = z.output<typeof InsightsFilter>;

export const ReadInsights = InsightsFilter.extend({ by: Grouping.default("severity") });
export type ReadInsights = z.output<typeof ReadInsights>;

/** `groups`: the table of groups; `incidents`: those behind the numbers, only those of one group where `key` names it. */
export const ExportInsights = ReadInsights.extend({ table: z.enum(["groups", "incidents"]).default("groups"), key: z.string().max(200).nullish() });
export type ExportInsights = z.output<typeof ExportInsights>;

export const TIMES = ["toDetect", "toAcknowledge", "toMitigate", "toResolve"] as const;
export type TimeName = (typeof TIMES)[number];

/** Milliseconds; null where no incident knows this time. `count`: how many know it. */
const Spread = z.object({ count: z.number().int(), median: z.number().nullable(), p90: z.number().nullable() });
export type Spread = z.infer<typeof Spread>;
const Times = z.object({ toDetect: Spread, toAcknowledge: Spread, toMitigate: Spread, toResolve: Spread });
export type Times = z.infer<typeof Times>;

const Summary = z.object({ count: z.number().int(), times: Times });
export type Summary = z.infer<typeof Summary>;

/** How many incidents there were of each severity; `none` has none yet. */
export const BySeverity = z.record(z.string(), z.number().int());

/** One day, week or month of the range: from this instant to that, RFC 3339. */
const Step = Summary.extend({ from: z.string(), to: z.string(), bySeverity: BySeverity });
export type Step = z.infer<typeof Step>;

/** `key`: what the board filters by; `count` and `before` are incidents of the range and of the one before. */
const Group = Summary.extend({ key: z.string(), name: z.string(), before: z.number().int() });
export type Group = z.infer<typeof Group>;

const Punctuality = z.object({ kept: z.number().int(), late: z.number().int() });
export type Punctuality = z.infer<typeof Punctuality>;

/** `outOfHours`: outside of Monday to Friday, 9 to 18 by the person's own clocks; `atNight`: from 22 to 7. */
const PagerLoad = z.object({
  person: PersonRef,
  pages: z.number().int(),
  outOfHours: z.number().int(),
  atNight: z.number().int(),
  before: z.number().int(),
});
export type PagerLoad = z.infer<typeof PagerLoad>;

/** `accepted` and `refuted`: explanations of agents, decided by people. The rest are investigations that people judged. */
const Verdicts = z.object({
  accepted: z.number().int(),
  refuted: z.number().int(),
  right: z.number().int(),
  short: z.number().int(),
  area: z.number().int(),
  wrong: z.number().int(),
});
export type Verdicts = z.infer<typeof Verdicts>;

const OverdueItem = z.object({
  id: z.string(),
  title: z.string(),
  priority: z.string(),
  owner: z.string(),
  dueOn: Day,
  daysOverdue: z.number().int(),
  reference: z.string(),
});

/** The same mechanism in the same service more than once. `references`: the newest of them. */
const RepeatedCause = z.object({
  cause: z.string(),
  name: z.string(),
  service: z.string().nullable(),
  count: z.number().int(),
  references: z.array(z.string()),
});

/** Minutes within the range: what `objective` allows for its length, what was consumed by time and by requests, and by time in the range before. */
const ServiceBudget = z.object({
  service: z.object({ id: z.string(), name: z.string() }),
  objective: z.object({ name: z.string(), share: z.number() }),
  allowed: z.number(),
  byTime: z.number(),
  byRequests: z.number(),
  before: z.number(),
});
export type ServiceBudget = z.infer<typeof ServiceBudget>;

/** `from`, `to` and `before.from`: instants; the range before ends where this one begins. `step`: what one point of the series is. */
const Range = z.object({
  from: z.string(),
  to: z.string(),
  firstDay: Day,
  lastDay: Day,
  zone: z.string(),
  step: z.enum(["day", "week", "month"]),
  before: z.object({ from: z.string() }),
});
export type Range = z.infer<typeof Range>;

const Compared = <T extends z.ZodType>(shape: T) => z.object({ now: shape, before: shape });

export const Insights = z.object({
  range: Range,
  asOf: z.string(),
  today: Day,
  by: Grouping,
  totals: Compared(Summary),
  series: z.array(Step),
  groups: z.array(Group),
  updates: Compared(Punctuality),
  promises: Compared(Punctuality),
  load: z.array(PagerLoad),
  verdicts: Compared(Verdicts),
  items: z.object({ overdue: z.number().int(), before: z.number().int(), open: z.number().int(), worst: z.array(OverdueItem) }),
  repeated: z.array(RepeatedCause),
  budgets: z.array(ServiceBudget),
});
export type Insights = z.infer<typeof Insights>;
