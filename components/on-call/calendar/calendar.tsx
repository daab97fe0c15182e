"use client";

import { useNow } from "#components/ui/use-now.ts";
import type { CalendarRow, Piece } from "./rows.ts";
import { Track } from "./track.tsx";
import { type CalendarWindow, placeIn } from "./window.ts";

export type Range = { from: string; to: string };

type CalendarProps = {
  label: string;
  window: CalendarWindow;
  rows: CalendarRow[];
  /** The zone of whoever looks, and that of the schedule. */
  viewerZone: string;
  scheduleZone: string;
  /** Given, final rows can be drawn on and pieces chosen. */
  onRange?: (range: Range, row: CalendarRow, piece: Piece | null) => void;
};

const LEAST_DAY_PX = 46;

/** Rows of who is on call over some days; on a narrow screen it scrolls sideways by itself. */
export function Calendar({ label, window, rows, viewerZone, scheduleZone, onRange }: CalendarProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
      <div className="relative" style={{ minWidth: window.days.length * LEAST_DAY_PX }}>
        <Days window={window} />
        <div className="relative grid gap-1 py-1.5">
          <Lines window={window} />
          {rows.map((row) => (
            <div key={row.key} className="grid gap-0.5">
              <p className="sticky left-0 w-fit px-2 text-12 text-ink-soft">
                <span className={row.isFinal ? "font-semibold text-ink" : ""}>{row.label}</span>
                {row.hint ? <span className="text-ink-faint">, {row.hint}</span> : null}
              </p>
              <Track
                row={row}
                window={window}
                viewerZone={viewerZone}
                scheduleZone={scheduleZone}
                onRange={onRange ? (range, piece) => onRange(range, row, piece) : undefined}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

function Days({ window: { from: first, to: last, days } }: { window: CalendarWindow }) {
  return (
    <ol className="flex border-b border-line bg-surface-sunk text-12">
      {days.map(({ day, from, to, byMs }) => {
        const date = new Date(`${day}T00:00Z`);
        const isWeekend = [0, 6].includes(date.getUTCDay());
        return (
          <li
            key={day}
            className="min-w-0 border-l border-line px-1.5 py-1 first:border-l-0"
            style={{ width: `${((to - from) / (last - first)) * 100}%` }}
          >
            <span className={isWeekend ? "text-ink-faint" : "text-ink-soft"}>{WEEKDAY.format(date)}</span>{" "}
            <span className="font-medium whitespace-nowrap">{DATE.format(date)}</span>
            {byMs !== 0 ? <ClockChange byMs={byMs} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function ClockChange({ byMs }: { byMs: number }) {
  const hours = Math.abs(byMs) / 3_600_000;
  const words = `Clocks go ${byMs > 0 ? "forward" : "back"} by ${hours === 1 ? "an hour" : `${hours} hours`}`;
  return (
    <span title={words} className="block truncate text-11 text-warn">
      <span aria-hidden>{byMs > 0 ? `+${hours} h` : `−${hours} h`}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** Midnights, and now. */
function Lines({ window }: { window: CalendarWindow }) {
  const now = useNow();
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {window.days.slice(1).map(({ day, from }) => (
        <span key={day} className="absolute inset-y-0 w-px bg-line" style={{ left: `${placeIn(window, from) * 100}%` }} />
      ))}
      {now !== null && now > window.from && now < window.to ? (
        <span className="absolute inset-y-0 z-1 w-0.5 bg-accent" style={{ left: `${placeIn(window, now) * 100}%` }} />
      ) : null}
    </div>
  );
}
