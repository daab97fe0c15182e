"use client";

import { useConsole } from "#components/shell/organisation.tsx";
import { EntryRow } from "#components/timeline/entry-row.tsx";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";

type PastEntriesProps = { entries: TimelineEntry[]; newest: number; reference: string; zero: string; label?: string; className?: string };

/** Entries as they stood at a moment: read, and the newest marked. `newest`: its number. */
export function PastEntries({ entries, newest, reference, zero, label, className = "" }: PastEntriesProps) {
  const { settings } = useConsole();
  return (
    <ol aria-label={label} className={`timeline min-w-0 ${className}`}>
      {entries.map((shown) => (
        <EntryRow
          key={shown.seq}
          entry={shown}
          reference={reference}
          zero={zero}
          phaseLabels={settings.phaseLabels}
          isFirstOfMinute
          isNew={shown.seq === newest}
          isEditing={false}
          canWrite={false}
          onEdit={() => undefined}
        />
      ))}
    </ol>
  );
}
