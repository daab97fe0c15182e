import type { Restriction } from "#lib/contracts/oncall.ts";

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** `Mon to Fri, 09:00 to 17:00`, `Sat, 22:00 to 06:00 the next day`, `every day, 24 hours from 00:00`. Pure. */
export function restrictionWords({ days, from, to }: Restriction): string {
  const hours = to === from ? `24 hours from ${from}` : `${from} to ${to}${to < from ? " the next day" : ""}`;
  return `${daysWords(days)}, ${hours}`;
}

function daysWords(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => WEEKDAYS[(day ?? 1) - 1] ?? "";
  return runs.map((run) => (run.length > 2 ? `${name(run[0])} to ${name(run.at(-1))}` : run.map(name).join(", "))).join(", ");
}
