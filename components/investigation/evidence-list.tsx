"use client";

import { useMemo } from "react";
import { EvidenceDetail } from "#components/blocks/evidence-detail.tsx";
import type { EvidenceView } from "#lib/contracts/investigation.ts";
import type { EvidenceItem } from "#lib/trpc/outputs.ts";

/** Everything that the analyst saw, each to be opened: what chips in the sentences name. */
export function EvidenceList({ items, captures }: { items: readonly EvidenceItem[]; captures: readonly EvidenceView[] }) {
  const cited = useMemo(() => ({ captures, items: new Map(items.map((item) => [item.id, item])) }), [items, captures]);
  if (items.length === 0) return null;
  return (
    <section aria-label="Evidence" className="grid min-w-0 grid-cols-1 gap-1">
      <h3 className="text-13 font-semibold">Evidence</h3>
      <ul className="divide-y divide-line border-y border-line">
        {items.map((item) => (
          <li key={item.id} className="min-w-0">
            <details>
              <summary className="flex min-h-8 cursor-pointer list-none items-center gap-2 text-13 hover:bg-surface-hover pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
                <span className="w-9 shrink-0 font-mono text-12 text-ink-faint">{item.id}</span>
                <span className="w-14 shrink-0 text-12 text-ink-soft">{item.kind}</span>
                <bdi className="min-w-0 flex-1 truncate">{item.title}</bdi>
              </summary>
              <div className="max-w-2xl pt-1 pb-3 sm:pl-11">
                <EvidenceDetail item={item} cited={cited} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
