"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { TIMESTAMP_WORDS } from "#lib/describe-event.ts";
import { longDay, shortTime } from "#lib/time.ts";
import { EntryRow } from "./entry-row.tsx";
import { layoutTimeline, TIMELINE_FILTERS, type TimelineFilter, type TimelineRow } from "./layout-timeline.ts";
import { useLinkedEntry } from "./use-linked-entry.ts";
import { useStickyEnd } from "./use-sticky-end.ts";

const FILTER_LABELS: Record<TimelineFilter, string> = {
  all: "All",
  decisions: "Decisions",
  notes: "Notes",
  communication: "Comms",
  starred: "Starred",
};
const NEW_FOR_MS = 6_000;

type TimelineProps = { view: RoomView; phaseLabels: Record<string, string>; loadOlder: () => Promise<void>; meId: string };

/** The log as people read it: oldest first, the present at the end. Reading further up is never disturbed by what arrives. */
export function Timeline({ view, phaseLabels, loadOlder, meId }: TimelineProps) {
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const [editing, setEditing] = useState<number | null>(null);
  const rows = useMemo(
    () => layoutTimeline(view.entries, view.room, filter, view.nextCursor !== null, longDay),
    [view.entries, view.room, filter, view.nextCursor],
  );
  const { endRef, missed, showEnd } = useStickyEnd(view.entries, meId);
  const linked = useLinkedEntry(view, loadOlder);
  const newest = useNewest(view.seq);
  const zero = view.room.timestamps.startedAt?.at ?? view.room.timestamps.declaredAt?.at ?? view.now;
  return (
    <section aria-label="Timeline">
      <div className="flex items-center gap-3.5 pb-1.5 text-12">
        <h2 className="font-semibold text-ink text-13">Timeline</h2>
        <FilterBar value={filter} onChange={setFilter} />
      </div>
      {view.nextCursor ? <OlderEntries loadOlder={loadOlder} /> : null}
      <ol className="timeline" aria-live="off">
        {rows.map((row) =>
          row.type === "entry" ? (
            <EntryRow
              key={row.key}
              entry={row.entry}
              reference={view.room.reference}
              zero={zero}
              phaseLabels={phaseLabels}
              isFirstOfMinute={row.isFirstOfMinute}
              isNew={row.entry.seq > newest || row.entry.seq === linked}
              isEditing={editing === row.entry.seq}
              canWrite={view.rights.canWrite}
              onEdit={setEditing}
            />
          ) : (
            <DividerRow key={row.key} row={row} />
          ),
        )}
      </ol>
      {rows.length === 0 ? (
        <p className="py-6 text-13 text-ink-soft">Nothing under “{FILTER_LABELS[filter]}” yet. Choose another filter to see the rest.</p>
      ) : null}
      <div ref={endRef} />
      {missed > 0 ? (
        <div className="sticky bottom-36 z-10 flex justify-center">
          <Button size="sm" variant="primary" onClick={showEnd}>
            {missed} new
          </Button>
        </div>
      ) : null}
      <p className="sr-only" aria-live="polite">
        {missed > 0 ? `${missed} new timeline entries` : ""}
      </p>
    </section>
  );
}

function FilterBar({ value, onChange }: { value: TimelineFilter; onChange: (filter: TimelineFilter) => void }) {
  return (
    <fieldset className="flex min-w-0 gap-1.5 overflow-x-auto [scrollbar-width:none]">
      <legend className="sr-only">Show</legend>
      {TIMELINE_FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          aria-pressed={filter === value}
          onClick={() => onChange(filter)}
          className="min-h-6 shrink-0 rounded-full border border-line px-2.5 text-12 text-ink-soft aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink pointer-coarse:min-h-10"
        >
          {FILTER_LABELS[filter]}
        </button>
      ))}
    </fieldset>
  );
}

function DividerRow({ row }: { row: Exclude<TimelineRow, { type: "entry" }> }) {
  if (row.type === "day") return <li className="py-2 text-center text-12 font-medium text-ink-faint">{longDay(row.at)}</li>;
  const tone = row.name === "startedAt" ? "text-bad" : row.name === "detectedAt" ? "text-warn" : "text-good";
  return (
    <li
      className={`ml-[54px] flex items-center gap-2.5 py-2 text-12 font-semibold after:h-px after:flex-1 after:bg-current after:opacity-35 sm:ml-[74px] ${tone}`}
    >
      <span className="first-letter:uppercase">
        {TIMESTAMP_WORDS[row.name]} {shortTime(row.at)}
      </span>
    </li>
  );
}

/** Loads the next older page when it comes into view, and keeps what is being read where it is. */
function OlderEntries({ loadOlder }: { loadOlder: () => Promise<void> }) {
  const ref = useRef<HTMLDivElement>(null);
  const heightBefore = useRef<number | null>(null);
  const [isLoading, setLoading] = useState(false);
  const load = useCallback(async () => {
    setLoading(true);
    heightBefore.current = document.documentElement.scrollHeight;
    await loadOlder().catch(() => undefined);
    setLoading(false);
  }, [loadOlder]);
  useLayoutEffect(() => {
    if (isLoading || heightBefore.current === null) return;
    const grown = document.documentElement.scrollHeight - heightBefore.current;
    heightBefore.current = null;
    if (!CSS.supports("overflow-anchor", "auto")) window.scrollBy(0, grown);
  }, [isLoading]);
  useEffect(() => {
    const sentinel = ref.current;
    if (!sentinel || isLoading) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && window.scrollY > 0 && void load(), {
      rootMargin: "400px 0px 0px 0px",
    });
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [load, isLoading]);
  return (
    <div ref={ref} className="flex justify-center py-2">
      <Button size="sm" variant="ghost" isPending={isLoading} onClick={() => void load()}>
        Show earlier entries
      </Button>
    </div>
  );
}

/** The seq above which entries are highlighted as just arrived; follows the log a few seconds behind. */
function useNewest(seq: number): number {
  const [seen, setSeen] = useState(seq);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(seq), NEW_FOR_MS);
    return () => clearTimeout(timer);
  }, [seq]);
  return seen;
}
