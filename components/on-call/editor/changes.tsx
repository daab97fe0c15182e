"use client";

import { Callout } from "#components/ui/callout.tsx";
import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { gapDifference, moved, scheduleDifference } from "#lib/oncall/index.ts";
import { hoursWords, spanWords } from "../words.ts";

const AHEAD_MS = 28 * 86_400_000;
const MOST = 8;

type ChangesProps = { before: OnCallSchedule; after: OnCallSchedule; now: string; zone: string; isNew: boolean };
type Span = { from: string; to: string };

/** What saving would change in the next four weeks: who instead of whom, and which hours lose or gain somebody. */
export function Changes({ before, after, now, zone, isNew }: ChangesProps) {
  const until = moved(now, AHEAD_MS);
  const changes = scheduleDifference(before, after, now, until);
  const { made, closed } = gapDifference(before, after, now, until);
  const handed = changes.filter(({ after: whom }) => whom !== null);
  if (isNew) return null;
  return (
    <section aria-label="What saving changes" className="grid gap-2">
      <h2 className="text-13 font-semibold">What saving changes in the next four weeks</h2>
      {changes.length === 0 ? <p className="text-13 text-ink-soft">Nobody’s hours change.</p> : null}
      {made.length > 0 ? (
        <Callout tone="warn" title={`${hoursWords(hoursOf(made))} without anybody are new`}>
          {made.slice(0, MOST).map((gap) => (
            <span key={gap.from} className="block">
              {spanWords(gap, zone)}
            </span>
          ))}
          {made.length > MOST ? <span className="block">and {made.length - MOST} more</span> : null}
        </Callout>
      ) : null}
      {closed.length > 0 ? <p className="text-13 text-good">{hoursWords(hoursOf(closed))} that had nobody are covered.</p> : null}
      <ul aria-label="Changes" className="divide-y divide-line border-y border-line text-13 empty:hidden">
        {handed.slice(0, MOST).map((change) => (
          <li key={change.from} className="py-1.5">
            <p>
              <bdi className="font-medium">{change.after?.name}</bdi>
              <span className="text-ink-soft"> instead of </span>
              <bdi>{change.before?.name ?? "nobody"}</bdi>
            </p>
            <p className="text-12 text-ink-soft">{spanWords(change, zone)}</p>
          </li>
        ))}
      </ul>
      {handed.length > MOST ? (
        <p className="text-12 text-ink-faint">
          and {handed.length - MOST} more, {hoursWords(hoursOf(handed))} in all
        </p>
      ) : null}
    </section>
  );
}

function hoursOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0) / 3_600_000;
}
