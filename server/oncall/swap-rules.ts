import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { gaps, shifts } from "#lib/oncall/index.ts";

export type SwapSpan = { from: string; to: string };

/** Why somebody cannot give hours away; null when they are on call for all of them. Pure. */
export function whyNotTheirs(schedule: OnCallSchedule, person: { id: string; name: string }, { from, to }: SwapSpan): string | null {
  const others = shifts(schedule, from, to).filter((shift) => shift.person.id !== person.id);
  const [other] = others;
  if (other) return `${other.person.name} is on call in these hours, not ${person.name}.`;
  return gaps(schedule, from, to).length > 0 ? `${person.name} is not on call for all of these hours.` : null;
}
