"use client";

import { AlertTriangle, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { contradictionsOf, statementsOf } from "#lib/contracts/contradictions.ts";
import type { RoomState } from "#lib/contracts/room.ts";

/** What the incident says of itself that cannot all be true; one line until somebody looks. */
export function Contradictions({ room }: { room: RoomState }) {
  const found = useMemo(() => contradictionsOf({ room, statements: statementsOf(room), calls: [] }), [room]);
  if (found.length === 0) return null;
  return (
    <details className="group/contradictions mb-3 rounded-lg border border-warn/35 bg-warn-soft text-13" aria-label="Contradictions">
      <summary className="flex min-h-8 cursor-default items-center gap-2.5 px-3 py-1 pointer-coarse:min-h-11">
        <AlertTriangle size={15} aria-hidden className="shrink-0 text-warn" />
        <span className="flex-1 font-semibold">{found.length === 1 ? "Two things do not fit together" : `${found.length} contradictions`}</span>
        <ChevronRight size={14} aria-hidden className="text-ink-faint transition-transform group-open/contradictions:rotate-90" />
      </summary>
      <ul className="grid gap-1 px-3 pb-2 pl-[37px]">
        {found.map(({ rule, first, second }) => (
          <li key={`${rule} ${first} ${second}`}>
            <bdi className="block [overflow-wrap:anywhere] first-letter:uppercase">
              {first}, but {second}.
            </bdi>
          </li>
        ))}
        <li className="text-12 text-ink-soft">Correct what is wrong, and this goes. Times stand under “More for this incident”.</li>
      </ul>
    </details>
  );
}
