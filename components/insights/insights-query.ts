import { COUNTED_KINDS, MOST_DAYS, ReadInsights } from "#lib/contracts/insights.ts";

type Query = Record<string, string | string[] | undefined>;

const LISTS = ["severity", "kind", "service", "team"] as const;
const DAY_MS = 86_400_000;

/** What the page was asked for, as its address says it; what the address says wrongly is left out. `today` bounds how far back it goes. Pure. */
export function insightsFrom(query: Query, today: string): ReadInsights {
  const one = (key: string) => [query[key]].flat()[0];
  const raw: Record<string, unknown> = { from: one("from"), to: one("to"), by: one("by") };
  for (const key of LISTS) raw[key] = one(key)?.split(",").filter(Boolean);
  const { from, to } = raw as { from?: string; to?: string };
  if (from && to && from > to) Object.assign(raw, { from: to, to: from });
  const parsed = ReadInsights.safeParse(raw);
  if (parsed.success) return isTooLong(parsed.data, today) ? { ...parsed.data, from: null } : parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return ReadInsights.parse(Object.fromEntries(Object.entries(raw).filter(([key]) => !wrong.has(key))));
}

function isTooLong({ from, to }: ReadInsights, today: string): boolean {
  return from ? daysBetween(from, to ?? today) >= MOST_DAYS : false;
}

/** The address of what is asked for: only what differs from the usual stands in it. Pure. */
export function insightsQuery(asked: ReadInsights): string {
  const query = new URLSearchParams();
  if (asked.from) query.set("from", asked.from);
  if (asked.to) query.set("to", asked.to);
  if (asked.by !== "severity") query.set("by", asked.by);
  for (const key of LISTS) if (key !== "kind" && asked[key].length > 0) query.set(key, asked[key].join(","));
  if (asked.kind.toSorted().join() !== [...COUNTED_KINDS].toSorted().join() && asked.kind.length > 0) query.set("kind", asked.kind.join(","));
  return query.toString();
}

export const PRESETS = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 182, label: "6 months" },
  { days: 365, label: "12 months" },
] as const;

/** The first day of so many that end on `today`. Pure. */
export function firstOf(days: number, today: string): string {
  return new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}
