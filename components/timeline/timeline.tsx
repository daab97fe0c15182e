"use client";

import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { FilterToggle } from "#components/forms/filters.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { TIMESTAMP_WORDS } from "#lib/describe-event.ts";
import { longDay, shortTime } from "#lib/time.ts";
import { createCutter } from "./cut-into-stretches.ts";
import { EntryRow } from "./entry-row.tsx";
import { layoutTimeline, TIMELINE_FILTERS, type TimelineFilter, type TimelineRow } from "./layout-timeline.ts";
import { StretchOfRows } from "./stretch-of-rows.tsx";
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
/** Stretches that are rendered at once: where a reader begins, and what older page has just come. */
const AT_EITHER_END = 4;
const PAGES_OF_FILTERED = 5;

type TimelineProps = { view: RoomView; phaseLabels: Record<string, string>; loadOlder: () => Promise<void>; meId: string };

/** The log as people read it: oldest first, the present at the end. Reading further up is never disturbed by what arrives. */
export function Timeline({ view, phaseLabels, loadOlder, meId }: TimelineProps) {
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const [editing, setEditing] = useState<number | null>(null);
  // Rows follow when there is time for them: a press or a letter is never kept waiting by a long log.
  const shown = useDeferredValue(useMemo(() => ({ view, filter }), [view, filter]));
  const { entries, room, nextCursor } = shown.view;
  const [cut] = useState(createCutter);
  const stretches = useMemo(
    () => cut(layoutTimeline(entries, room, shown.filter, nextCursor !== null, longDay)),
    [cut, entries, room, shown.filter, nextCursor],
  );
  const { endRef, missed, showEnd } = useStickyEnd(entries, meId);
  const linked = useLinkedEntry(shown.view, loadOlder);
  const newest = useNewest(view.seq);
  const loadEarlier = useCallback(async () => {
    for (let page = 0; page < (filter === "all" ? 1 : PAGES_OF_FILTERED); page += 1) await loadOlder();
  }, [filter, loadOlder]);
  const zero = view.room.timestamps.startedAt?.at ?? view.room.timestamps.declaredAt?.at ?? view.now;
  return (
    <section aria-label="Timeline">
      <div className="flex items-center gap-3.5 pb-1.5 text-12">
        <h2 className="font-semibold text-ink text-13">Timeline</h2>
        <FilterBar value={filter} onChange={setFilter} />
      </div>
      {nextCursor ? <OlderEntries loadOlder={loadEarlier} isLoadingByItself={filter === "all"} /> : null}
      {stretches.map(({ key, rows }, index) => (
        <StretchOfRows
          key={key}
          rows={rows.length}
          startsShown={index < AT_EITHER_END || index >= stretches.length - AT_EITHER_END}
          isForced={rows.some((row) => row.type === "entry" && (row.entry.seq === linked || row.entry.seq === editing))}
        >
          {() =>
            rows.map((row) =>
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
            )
          }
        </StretchOfRows>
      ))}
      {stretches.length === 0 ? (
        <p className="py-6 text-13 text-ink-soft">Nothing under “{FILTER_LABELS[shown.filter]}” yet. Choose another filter to see the rest.</p>
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
        <FilterToggle key={filter} isOn={filter === value} onPress={() => onChange(filter)}>
          {FILTER_LABELS[filter]}
        </FilterToggle>
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

/** Loads the next older page when it comes into view (filtered rows would bring the whole log, so they wait to be asked), and keeps what is being read where it is. */
function OlderEntries({ loadOlder, isLoadingByItself }: { loadOlder: () => Promise<void>; isLoadingByItself: boolean }) {
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
    if (!sentinel || isLoading || !isLoadingByItself) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && window.scrollY > 0 && void load(), {
      rootMargin: "400px 0px 0px 0px",
    });
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [load, isLoading, isLoadingByItself]);
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
