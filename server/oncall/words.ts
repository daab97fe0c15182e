const FORMAT: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

/** `Mon, 23 Nov, 09:00 to Tue, 24 Nov, 09:00 (Europe/Vienna)`: hours as the schedule's own clocks show them. Pure. */
export function spanWords({ from, to }: { from: string; to: string }, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { ...FORMAT, timeZone: zone });
  return `${format.format(new Date(from))} to ${format.format(new Date(to))} (${zone})`;
}
