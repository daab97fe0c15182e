"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type CalendarWindow, calendarWindow, dayOf, mondayOf, movedDay } from "./window.ts";

const LENGTHS = [
  { value: "7", label: "A week" },
  { value: "14", label: "Two weeks" },
  { value: "28", label: "Four weeks" },
] as const;
type Length = (typeof LENGTHS)[number]["value"];

export type CalendarPlace = {
  window: CalendarWindow;
  bar: { day: string | null; length: Length; set: (place: { day: string | null; length: Length }) => void };
};

/** Which days a calendar shows: from this week's Monday, until somebody turns it. `now` in milliseconds. */
export function useCalendarPlace(now: number, zone: string, first: Length = "14"): CalendarPlace {
  const [place, set] = useState<{ day: string | null; length: Length }>({ day: null, length: first });
  const today = mondayOf(dayOf(now, zone));
  return { window: calendarWindow(place.day ?? today, Number(place.length), zone), bar: { ...place, set } };
}

/** Turns a calendar, and says how much of it is shown. */
export function CalendarBar({ place: { window, bar }, zone }: { place: CalendarPlace; zone: string }) {
  const turn = (times: number) => bar.set({ ...bar, day: movedDay(window.days[0]?.day ?? "", times * Number(bar.length)) });
  useShortcut("[", () => turn(-1), { label: "Earlier", group: "Calendar" });
  useShortcut("]", () => turn(1), { label: "Later", group: "Calendar" });
  useShortcut("t", () => bar.set({ ...bar, day: null }), { label: "Today", group: "Calendar" });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconButton label="Earlier" kbd="[" icon={<ChevronLeft size={16} />} onClick={() => turn(-1)} />
      <Button kbd="t" onClick={() => bar.set({ ...bar, day: null })}>
        Today
      </Button>
      <IconButton label="Later" kbd="]" icon={<ChevronRight size={16} />} onClick={() => turn(1)} />
      <div className="w-32">
        <Select label="Days shown" isLabelHidden value={bar.length} options={LENGTHS} onChange={(length) => bar.set({ ...bar, length })} />
      </div>
      <p className="text-12 text-ink-faint">Times in {zone}</p>
    </div>
  );
}
