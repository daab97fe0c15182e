"use client";

import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { gaps, moved } from "#lib/oncall/index.ts";
import { Calendar } from "../calendar/calendar.tsx";
import { CalendarBar, useCalendarPlace } from "../calendar/calendar-bar.tsx";
import { rowsOf } from "../calendar/rows.ts";
import { hoursWords } from "../words.ts";
import { Changes } from "./changes.tsx";

type PreviewProps = { before: OnCallSchedule; after: OnCallSchedule; now: string; zone: string; isNew: boolean };

const AHEAD_MS = 28 * 86_400_000;

/** The draft as a calendar, beside what saving it would change. */
export function Preview({ before, after, now, zone, isNew }: PreviewProps) {
  const place = useCalendarPlace(Date.parse(now), zone);
  const span = { from: new Date(place.window.from).toISOString(), to: new Date(place.window.to).toISOString() };
  const open = gaps(after, now, moved(now, AHEAD_MS));
  const hours = open.reduce((sum, gap) => sum + Date.parse(gap.to) - Date.parse(gap.from), 0) / 3_600_000;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 className="text-13 font-semibold">How it will be</h2>
        <CalendarBar place={place} zone={zone} />
        <Calendar label="Preview" window={place.window} rows={rowsOf(after, span.from, span.to)} viewerZone={zone} scheduleZone={after.zone} />
        <p className={`text-12 ${hours > 0 ? "text-warn" : "text-ink-soft"}`}>
          {hours > 0
            ? `${hoursWords(hours)} of the next four weeks have nobody on call.`
            : "Somebody is on call at each hour of the next four weeks."}
        </p>
      </section>
      <Changes before={before} after={after} now={now} zone={zone} isNew={isNew} />
    </div>
  );
}
