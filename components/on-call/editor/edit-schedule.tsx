"use client";

import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { draftOf } from "./draft.ts";
import { ScheduleEditor } from "./schedule-editor.tsx";

export function EditSchedule({ schedule, teams }: { schedule: ScheduleDetails; teams: TeamSummary[] }) {
  return <ScheduleEditor schedule={schedule} first={draftOf(schedule)} teams={teams} now={schedule.now} />;
}
