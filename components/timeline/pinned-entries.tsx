import { Pin } from "lucide-react";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { sentenceOf } from "#lib/describe-event.ts";

/** What somebody pinned, in sight above the timeline; each leads to its entry. */
export function PinnedEntries({ entries }: { entries: TimelineEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section aria-label="Pinned" className="mb-3 rounded-lg border border-line bg-surface-raised px-3 py-1.5">
      <ul className="grid grid-cols-1 gap-0.5">
        {entries.map((entry) => (
          <li key={entry.seq} className="flex items-center gap-2 text-13">
            <Pin size={12} aria-hidden className="shrink-0 text-accent-ink" />
            <a href={`#entry-${entry.seq}`} className="min-w-0 truncate hover:underline">
              <bdi>{entry.fact.kind === "note" ? `${entry.actor.name}: ${entry.annotation?.text ?? entry.fact.text}` : sentenceOf(entry)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
