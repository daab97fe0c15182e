"use client";

import { useIsHydrated } from "#components/ui/use-now.ts";
import type { TeamSummary } from "#lib/contracts/team.ts";
import { mondayPast } from "../calendar/window.ts";
import { FIRST_HAND_OFF, firstDraft } from "./draft.ts";
import { ScheduleEditor } from "./schedule-editor.tsx";

/** A schedule that does not exist yet, from this week's Monday on; of a team: its members take turns each week. */
export function NewSchedule({ team, teams, now }: { team: TeamSummary | null; teams: TeamSummary[]; now: string }) {
  const isHydrated = useIsHydrated();
  const zone = isHydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  const today = mondayPast(Date.parse(now), FIRST_HAND_OFF, zone);
  const newId = () => (isHydrated ? crypto.randomUUID() : "00000000-0000-4000-8000-000000000000");
  return <ScheduleEditor key={String(isHydrated)} schedule={null} teams={teams} first={firstDraft({ team, zone, today, newId })} now={now} />;
}
