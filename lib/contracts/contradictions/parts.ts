import type { TimestampName } from "../incident.ts";

export const MOMENTS: Record<TimestampName, string> = {
  startedAt: "impact began",
  detectedAt: "it was detected",
  declaredAt: "it was declared",
  acknowledgedAt: "it was acknowledged",
  identifiedAt: "the cause was identified",
  mitigatedAt: "it was mitigated",
  resolvedAt: "it was resolved",
  closedAt: "it was closed",
};

/** `14:30 UTC`, with the day where what it is compared with was on another one. */
export function clock(at: string | undefined, other?: string | null): string {
  if (!at) return "an unknown time";
  const time = `${at.slice(11, 16)} UTC`;
  return other && other.slice(0, 10) !== at.slice(0, 10) ? `${time} on ${at.slice(0, 10)}` : time;
}

/** Two places that disagree are named once, by the first words in which they do. */
export function oneOfEach<T>(items: T[], key: (item: T) => string): T[] {
  return [...Map.groupBy(items, key).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

export function pairs<T>(items: T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}

/** Times of day in a line, as HH:MM. */
export function timesIn(line: string): string[] {
  return [...line.matchAll(/(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/gu)].map(([, hours, minutes]) => `${hours?.padStart(2, "0")}:${minutes}`);
}
