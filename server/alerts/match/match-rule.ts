import type { Hours, Matcher, RuleDefinition } from "#lib/contracts/alert-rule.ts";
import type { AlertLevel } from "#lib/contracts/alert-terms.ts";
import { pattern, wildcard } from "./pattern.ts";

/** What rules look at. `service`: the slug of the catalogue, else what the label says. */
export type Told = { title: string; level: AlertLevel; source: string; service: string; labels: Readonly<Record<string, string>> };

export function matchesAll(matchers: readonly Matcher[], told: Told): boolean {
  return matchers.every((matcher) => matches(matcher, told));
}

/** A label that is absent reads as empty, so that “is-not” holds for it. */
function matches({ label, operator, value }: Matcher, told: Told): boolean {
  const given = saidOf(label, told);
  switch (operator) {
    case "is":
      return given === value;
    case "is-not":
      return given !== value;
    case "like":
      return wildcard(value)(given);
    case "matches":
      return pattern(value)(given);
    default:
      return operator satisfies never;
  }
}

function saidOf(label: string, { labels, ...told }: Told): string {
  if (label === "title" || label === "level" || label === "source" || label === "service") return told[label];
  return Object.hasOwn(labels, label) ? (labels[label] ?? "") : "";
}

/** The first enabled rule that matches at this time; null when none does. */
export function firstMatch<R extends { isEnabled: boolean; definition: RuleDefinition }>(rules: readonly R[], told: Told, now: string): R | null {
  return rules.find(({ isEnabled, definition }) => isEnabled && isWithin(definition.hours, now) && matchesAll(definition.matchers, told)) ?? null;
}

/** Whether an instant lies in these hours, by the clock of their zone. Hours over midnight belong to the day on which they begin. */
export function isWithin(hours: Hours | null, now: string): boolean {
  if (!hours) return true;
  const { day, time } = localTime(now, hours.timeZone);
  const isOn = (which: number): boolean => hours.days.includes(((which + 6) % 7) + 1);
  const isInside =
    hours.from < hours.to
      ? isOn(day) && time >= hours.from && time < hours.to
      : (isOn(day) && time >= hours.from) || (isOn(day - 1) && time < hours.to);
  return isInside !== hours.isOutside;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Day of the week from 1 for Monday, and `HH:MM`. */
function localTime(now: string, timeZone: string): { day: number; time: string } {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = Object.fromEntries(format.formatToParts(new Date(now)).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf(parts.weekday ?? "Mon") + 1, time: `${parts.hour}:${parts.minute}` };
}

/** A title with `{{label}}` replaced by what the alert says; what it does not say stays out. */
export function titleFrom(template: string, told: Told): string {
  const filled = template.replace(/\{\{\s*([^{}]{1,100}?)\s*\}\}/g, (_, label: string) => saidOf(label, told));
  return filled.replace(/\s+/g, " ").trim().slice(0, 200).toWellFormed() || told.title.slice(0, 200).toWellFormed();
}
