import type { Rotation, ScheduleLayer, Shift } from "#lib/contracts/oncall.ts";

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  made.set(key, known);
  return known;
}

const MOMENT: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

/** `Mon 23 Nov, 09:00`, by the clocks of a zone. */
export function momentWords(at: string, zone: string): string {
  return formatter(zone, MOMENT).format(new Date(at)).replace(",", "");
}

/** `Mon 23 Nov, 09:00 to Tue 24 Nov, 09:00`; the day is said once where both are on it. */
export function spanWords({ from, to }: { from: string; to: string }, zone: string): string {
  const day = formatter(zone, { day: "numeric", month: "numeric", year: "numeric" });
  const isOneDay = day.format(new Date(from)) === day.format(new Date(to));
  const end = isOneDay ? formatter(zone, { hour: "2-digit", minute: "2-digit" }).format(new Date(to)) : momentWords(to, zone);
  return `${momentWords(from, zone)} to ${end}`;
}

const UNITS: Record<Rotation["unit"], [one: string, many: string]> = { hour: ["hour", "hours"], day: ["day", "days"], week: ["week", "weeks"] };

/** `changes every week at 09:00`. */
export function rotationWords({ rotation, handOffAt }: Pick<ScheduleLayer, "rotation" | "handOffAt">): string {
  const [one, many] = UNITS[rotation.unit];
  return `every ${rotation.every === 1 ? one : `${rotation.every} ${many}`} at ${handOffAt}`;
}

/** Which layer or override decided. */
export function originWords({ origin }: Pick<Shift, "origin">): string {
  if (origin.kind === "layer") return origin.name;
  return origin.reason ? `override: ${origin.reason}` : "override";
}

/** `9 h`, `37.5 h`. */
export function hoursWords(hours: number): string {
  return `${Number(hours.toFixed(1)).toLocaleString("en")} h`;
}
