import type { IntegrationSettings, ParsedAlert } from "#lib/contracts/integration.ts";
import { type Fields, Unreadable } from "#server/platform/foreign-json.ts";

/** Reads the alerts of one message, which was parsed as JSON. Pure. @throws Unreadable with what is missing. */
export type Source = (message: unknown, settings: IntegrationSettings) => ParsedAlert[];

export const MOST_ALERTS = 500;
export const LONGEST_KEY = 300;

/** A key of a set of labels, the same whatever their order. */
export function keyOfLabels(labels: Fields | Record<string, string>): string {
  const parts = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return parts
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(",")
    .slice(0, LONGEST_KEY)
    .toWellFormed();
}

export function requireSome(alerts: ParsedAlert[], what: string): ParsedAlert[] {
  if (alerts.length === 0) throw new Unreadable(what);
  return alerts.slice(0, MOST_ALERTS);
}
