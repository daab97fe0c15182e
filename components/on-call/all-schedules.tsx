"use client";

import { useQueries } from "@tanstack/react-query";
import type { ScheduleName } from "#lib/contracts/oncall-views.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Calendar } from "./calendar/calendar.tsx";
import { CalendarBar, useCalendarPlace } from "./calendar/calendar-bar.tsx";
import { type CalendarRow, gapPiece, pieceOf } from "./calendar/rows.ts";
import { useViewerZone } from "./use-viewer-zone.ts";

/** What every schedule says in the end, side by side. */
export function AllSchedules({ schedules, now }: { schedules: ScheduleName[]; now: string }) {
  const trpc = useTRPC();
  const zone = useViewerZone();
  const place = useCalendarPlace(Date.parse(now), zone, "7");
  const span = { from: new Date(place.window.from).toISOString(), to: new Date(place.window.to).toISOString() };
  const found = useQueries({ queries: schedules.map(({ id }) => trpc.oncall.shifts.queryOptions({ schedule: id, ...span })) });
  const rows = schedules.map(({ id, name }, index): CalendarRow => {
    const answer = found[index]?.data;
    const pieces = [...(answer?.shifts ?? []).map(pieceOf), ...(answer?.gaps ?? []).map(gapPiece)];
    return { key: id, label: name, hint: "", isFinal: true, pieces: pieces.toSorted((one, other) => one.from.localeCompare(other.from)) };
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <CalendarBar place={place} zone={zone} />
      <Calendar label="Calendar of all schedules" window={place.window} rows={rows} viewerZone={zone} scheduleZone={zone} />
    </div>
  );
}
