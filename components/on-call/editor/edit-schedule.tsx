"use client";

import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { draftOf } from "./draft.ts";
import { ScheduleEditor } from "./schedule-editor.tsx";

export function EditSchedule({ schedule }: { schedule: ScheduleDetails }) {
  return <ScheduleEditor schedule={schedule} first={draftOf(schedule)} now={schedule.now} />;
}
