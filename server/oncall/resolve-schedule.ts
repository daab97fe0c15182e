import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { type OnCall, onCallAt } from "#lib/oncall/index.ts";

/** Who is on call by one of these schedules at an instant; null for a gap, and for a schedule that is not among them. Pure. */
export function resolveSchedule(schedules: readonly OnCallSchedule[], id: string, instant: string): OnCall | null {
  const schedule = schedules.find((one) => one.id === id);
  return schedule ? onCallAt(schedule, instant) : null;
}
