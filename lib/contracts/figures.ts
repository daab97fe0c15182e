import { durationsOf } from "./durations.ts";
import type { ImpactInterval } from "./incident.ts";
import type { RoomState } from "./room.ts";
import type { Slo } from "./service.ts";

export type FigureUnit = "milliseconds" | "minutes" | "percent" | "count" | "money";
/** How far a figure can be relied on: computed from what is stored, said by somebody, or estimated from both. */
export type FigureSource = "computed" | "reported" | "estimated";
type Input = { name: string; value: string | number | null };

/**
 * A named number of an incident. `value` in its unit (percent 0–100, money in the organisation's currency). `isOpen`: it still grows, so
 * it holds for `asOf` only. Two figures with equal inputs are the same version.
 */
export type Figure = {
  name: string;
  title: string;
  unit: FigureUnit;
  value: number;
  source: FigureSource;
  formula: string;
  inputs: Input[];
  asOf: string;
  isOpen: boolean;
};

/** What the catalogue knows of the affected services; money per minute in the organisation's currency. */
export type FigureContext = { services: { id: string; name: string; revenuePerMinute: number | null; slos: Slo[] }[] };
export const NO_CONTEXT: FigureContext = { services: [] };

type Definition = (room: RoomState, context: FigureContext, now: string) => Omit<Figure, "asOf">[];

/** Every figure that this incident has, each computed from its inputs. Pure. */
export function figuresOf(room: RoomState, context: FigureContext, now: string): Figure[] {
  return DEFINITIONS.flatMap((define) => define(room, context, now)).map((figure) => ({ ...figure, asOf: now }));
}

const DEFINITIONS: readonly Definition[] = [impactDuration, ...durations(), ...stated(), revenueLost, ...counts(), timeBudgets, requestBudgets];

type Window = { from: number; to: number; isOpen: boolean };

/** The time under impact: stretches that overlap count once. Without stretches, from the start of impact to its end. */
function impactDuration(room: RoomState, _: FigureContext, now: string): Omit<Figure, "asOf">[] {
  const windows = room.intervals.length > 0 ? union(room.intervals.map((interval) => windowOf(interval, now))) : fromTimes(room, now);
  if (windows.length === 0) return [];
  return [
    {
      name: "impact_duration",
      title: "Time under impact",
      unit: "milliseconds",
      value: sum(windows),
      source: "computed",
      formula: "union of the stretches of impact, else from the start of impact to resolution",
      inputs: room.intervals.length > 0 ? room.intervals.map(inputOf) : timesInputs(room, ["startedAt", "resolvedAt"]),
      isOpen: windows.some(({ isOpen }) => isOpen),
    },
  ];
}

function durations(): Definition[] {
  const rows = [
    ["toDetect", "time_to_detect", "Time to detect", ["startedAt", "detectedAt", "declaredAt"], "detected, else declared, less start of impact"],
    ["toAcknowledge", "time_to_acknowledge", "Time to acknowledge", ["detectedAt", "declaredAt", "acknowledgedAt"], "acknowledged less detected"],
    ["toIdentify", "time_to_identify", "Time to identify", ["detectedAt", "declaredAt", "identifiedAt"], "identified less detected"],
    ["toMitigate", "time_to_mitigate", "Time to mitigate", ["startedAt", "detectedAt", "mitigatedAt"], "mitigated less start of impact"],
    ["toResolve", "time_to_resolve", "Time to resolve", ["startedAt", "detectedAt", "resolvedAt"], "resolved less start of impact"],
  ] as const;
  return rows.map(([key, name, title, inputs, formula]) => (room) => {
    const value = durationsOf(room.timestamps)[key];
    if (value === null) return [];
    return [{ name, title, unit: "milliseconds", value, source: "computed", formula, inputs: timesInputs(room, inputs), isOpen: false }];
  });
}

/** What somebody said, as they said it. */
function stated(): Definition[] {
  const rows = [
    ["usersPercent", "users_affected", "Users affected", "percent"],
    ["customers", "customers_affected", "Customers affected", "count"],
    ["revenuePerHour", "revenue_per_hour", "Revenue at risk per hour", "money"],
  ] as const;
  return rows.map(([key, name, title, unit]) => ({ figures }) => {
    const value = figures[key];
    if (value === null) return [];
    return [{ name, title, unit, value, source: "reported", formula: "as reported", inputs: [{ name: key, value }], isOpen: false }];
  });
}

/** Revenue per hour as reported × time under impact; else each service's revenue per minute × its minutes × their share. */
function revenueLost(room: RoomState, context: FigureContext, now: string): Omit<Figure, "asOf">[] {
  const [duration] = impactDuration(room, context, now);
  if (!duration) return [];
  const common = { name: "revenue_lost", title: "Revenue lost", unit: "money", source: "estimated", isOpen: duration.isOpen } as const;
  const { revenuePerHour } = room.figures;
  if (revenuePerHour !== null) {
    const value = (revenuePerHour * duration.value) / 3_600_000;
    return [
      {
        ...common,
        value,
        formula: "revenue per hour × time under impact",
        inputs: [{ name: "revenuePerHour", value: revenuePerHour }, ...duration.inputs],
      },
    ];
  }
  const priced = context.services.filter(({ revenuePerMinute }) => revenuePerMinute !== null);
  if (!priced.some(({ id }) => ofService(room, id).length > 0)) return [];
  const minutes = priced.map(({ id, revenuePerMinute }) => (revenuePerMinute ?? 0) * shareMinutes(ofService(room, id), now));
  const value = minutes.reduce((total, one) => total + one, 0);
  const inputs = priced.map(({ name, revenuePerMinute }) => ({ name: `${name} per minute`, value: revenuePerMinute }));
  return [
    {
      ...common,
      value,
      formula: "revenue per minute × minutes of impact × share, over the services",
      inputs: [...inputs, ...room.intervals.map(inputOf)],
    },
  ];
}

function counts(): Definition[] {
  const count =
    (name: string, title: string, of: (room: RoomState) => string[]): Definition =>
    (room) => {
      const all = of(room);
      if (all.length === 0) return [];
      return [
        {
          name,
          title,
          unit: "count",
          value: all.length,
          source: "computed",
          formula: "how many",
          inputs: [{ name, value: all.join(", ") }],
          isOpen: false,
        },
      ];
    };
  return [
    count("services_affected", "Services affected", ({ services }) => services.map(({ name }) => name)),
    count("regions_affected", "Regions affected", ({ figures }) => figures.regions),
  ];
}

/** Error budget by time: the union of a service's stretches of impact, against (1 − objective) × window. Degraded is not down. */
function timeBudgets(room: RoomState, context: FigureContext, now: string): Omit<Figure, "asOf">[] {
  return budgets(room, context, "time", "union of the time that was partly or wholly down ÷ ((1 − objective) × window)", "computed", (intervals) =>
    sum(union(intervals.filter(({ level }) => level !== "degraded").map((interval) => windowOf(interval, now)))),
  );
}

/** Error budget by requests: stretches × the share that failed, against the same. */
function requestBudgets(room: RoomState, context: FigureContext, now: string): Omit<Figure, "asOf">[] {
  const formula = "stretches of impact × share of requests that failed ÷ ((1 − objective) × window)";
  return budgets(room, context, "requests", formula, "estimated", (intervals) => shareMinutes(intervals, now) * 60_000);
}

type Spent = (intervals: ImpactInterval[]) => number;

function budgets(
  room: RoomState,
  { services }: FigureContext,
  by: string,
  formula: string,
  source: FigureSource,
  spent: Spent,
): Omit<Figure, "asOf">[] {
  return services.flatMap(({ id, name, slos }) => {
    const intervals = ofService(room, id);
    if (intervals.length === 0) return [];
    return slos.map((slo) => ({
      name: `error_budget_by_${by}:${id}:${slo.name}`,
      title: `Error budget of ${name}, ${slo.name}, by ${by}`,
      unit: "percent" as const,
      value: (100 * spent(intervals)) / ((1 - slo.objective) * slo.windowDays * 86_400_000),
      source,
      formula,
      inputs: [{ name: "objective", value: slo.objective }, { name: "window (days)", value: slo.windowDays }, ...intervals.map(inputOf)],
      isOpen: intervals.some(({ endedAt }) => endedAt === null),
    }));
  });
}

function ofService({ intervals }: RoomState, id: string): ImpactInterval[] {
  return intervals.filter(({ service }) => service?.id === id);
}

/** Minutes × share; a stretch whose share nobody said counts in full. */
function shareMinutes(intervals: ImpactInterval[], now: string): number {
  return intervals.reduce((total, interval) => total + (sum([windowOf(interval, now)]) / 60_000) * (interval.share ?? 1), 0);
}

function windowOf({ startedAt, endedAt }: ImpactInterval, now: string): Window {
  const from = Date.parse(startedAt);
  return { from, to: Math.max(from, Date.parse(endedAt ?? now)), isOpen: endedAt === null };
}

function fromTimes({ timestamps, figures }: RoomState, now: string): Window[] {
  const started = timestamps.startedAt?.at;
  if (!started || figures.none) return [];
  const ended = timestamps.resolvedAt?.at;
  return [{ from: Date.parse(started), to: Math.max(Date.parse(started), Date.parse(ended ?? now)), isOpen: !ended }];
}

/** Windows without their overlaps, in order. */
export function union(windows: Window[]): Window[] {
  const merged: Window[] = [];
  for (const window of windows.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && window.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, window.to), isOpen: last.isOpen || window.isOpen };
    else merged.push(window);
  }
  return merged;
}

function sum(windows: Window[]): number {
  return windows.reduce((total, { from, to }) => total + to - from, 0);
}

function inputOf({ service, level, share, startedAt, endedAt }: ImpactInterval): Input {
  const part = share === null ? "" : ` ${Math.round(share * 1_000) / 10} %`;
  return { name: service?.name ?? "Impact", value: `${level}${part} ${startedAt} – ${endedAt ?? "now"}` };
}

function timesInputs({ timestamps }: RoomState, names: readonly (keyof RoomState["timestamps"])[]): Input[] {
  return names.map((name) => ({ name, value: timestamps[name]?.at ?? null }));
}
