"use client";

import Link from "next/link";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { OwnShift } from "#lib/contracts/oncall-views.ts";
import { relativeTime } from "#lib/time.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { originWords, spanWords } from "./words.ts";

/** One's own shifts, the next first. With `onSwap` each can be offered to somebody. */
export function OwnShifts({ shifts, onSwap }: { shifts: OwnShift[]; onSwap?: (shift: OwnShift) => void }) {
  const zone = useViewerZone();
  const now = useNow();
  if (shifts.length === 0) return <p className="text-13 text-ink-soft">You have no shift in the time ahead.</p>;
  return (
    <ul aria-label="Your shifts" className="divide-y divide-line border-y border-line text-13">
      {shifts.map((shift) => {
        const isNow = now !== null && Date.parse(shift.from) <= now;
        return (
          <li key={`${shift.schedule.id} ${shift.from}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex items-center gap-2">
                <Link href={`/on-call/${shift.schedule.slug}`} className="truncate font-medium hover:underline">
                  <bdi>{shift.schedule.name}</bdi>
                </Link>
                {isNow ? <Chip tone="accent">now</Chip> : null}
                <span className="truncate text-12 text-ink-faint">{originWords(shift)}</span>
              </p>
              <p className="text-12 text-ink-soft">
                {spanWords(shift, zone)}
                {now !== null && !isNow ? <span className="text-ink-faint"> · {relativeTime(shift.from, now)}</span> : null}
              </p>
            </div>
            {onSwap ? (
              <Button size="sm" onClick={() => onSwap(shift)} aria-label={`Ask somebody to take ${shift.schedule.name}, ${spanWords(shift, zone)}`}>
                Ask for a swap
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
