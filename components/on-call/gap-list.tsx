"use client";

import Link from "next/link";
import type { ScheduleGap } from "#lib/contracts/oncall-views.ts";
import { useViewerZone } from "./use-viewer-zone.ts";
import { spanWords } from "./words.ts";

const MOST = 12;

/** Hours ahead at which nobody is on call, and why. */
export function GapList({ gaps, showsSchedule = true }: { gaps: ScheduleGap[]; showsSchedule?: boolean }) {
  const zone = useViewerZone();
  if (gaps.length === 0) return <p className="text-13 text-ink-soft">None in the next 30 days.</p>;
  return (
    <ul aria-label="Hours without anybody" className="divide-y divide-line border-y border-line text-13">
      {gaps.slice(0, MOST).map(({ from, to, left, schedule }) => (
        <li key={`${schedule.id} ${from}`} className="flex flex-wrap gap-x-3 py-1.5">
          {showsSchedule ? (
            <Link href={`/on-call/${schedule.slug}`} className="font-medium hover:underline">
              <bdi>{schedule.name}</bdi>
            </Link>
          ) : null}
          <span className="text-ink-soft">
            {spanWords({ from, to }, zone)}
            {left ? `. ${left.name} has left.` : ""}
          </span>
        </li>
      ))}
      {gaps.length > MOST ? <li className="py-1.5 text-ink-faint">and {gaps.length - MOST} more</li> : null}
    </ul>
  );
}
