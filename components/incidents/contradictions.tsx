"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AlertTriangle, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import type { Contradiction } from "#lib/contracts/contradictions/account.ts";
import { contradictionsOf, mayClaim, statementsOf } from "#lib/contracts/contradictions.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { keyWith } from "#lib/trpc/key-with.ts";
import { useRoomView } from "./room-context.tsx";

/** What the incident says of itself that cannot all be true; one line until somebody looks. */
export function Contradictions() {
  const found = useContradictions(useRoomView());
  if (found.length === 0) return null;
  return (
    <details className="group/contradictions mb-3 rounded-lg border border-warn/35 bg-warn-soft text-13" aria-label="Contradictions">
      <summary className="flex min-h-8 cursor-default items-center gap-2.5 px-3 py-1 pointer-coarse:min-h-11">
        <AlertTriangle size={15} aria-hidden className="shrink-0 text-warn" />
        <span className="flex-1 font-semibold">{found.length === 1 ? "Two things do not fit together" : `${found.length} contradictions`}</span>
        <ChevronRight size={14} aria-hidden className="text-ink-faint transition-transform group-open/contradictions:rotate-90" />
      </summary>
      <ul className="grid gap-1.5 px-3 pb-2 pl-[37px]">
        {found.map((contradiction) => (
          <ContradictionLine key={`${contradiction.rule} ${contradiction.first} ${contradiction.second}`} contradiction={contradiction} />
        ))}
        <li className="text-12 text-ink-soft">Correct what is wrong, and this goes. Times stand under “More for this incident”.</li>
      </ul>
    </details>
  );
}

function ContradictionLine({ contradiction: { first, second, entries } }: { contradiction: Contradiction }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <bdi className="inline-block first-letter:uppercase">
        {first}, but {second}.
      </bdi>{" "}
      {entries.map((seq) => (
        <span key={seq}>
          <a href={`#entry-${seq}`} className="text-12 text-ink-soft underline hover:text-ink pointer-coarse:inline-block pointer-coarse:py-3">
            entry {seq}
          </a>{" "}
        </span>
      ))}
    </li>
  );
}

/**
 * Found in the whole log by the server, which is asked again whenever something came that may matter; until it has answered, what the room
 * itself shows.
 */
function useContradictions({ room, entries }: RoomView): Contradiction[] {
  const trpc = useTRPC();
  const { reference, title, summary, figures, intervals, timestamps, severity, assignments } = room;
  const ground = JSON.stringify([title, summary, figures, intervals, timestamps, severity, assignments, entries.flatMap(claimIn)]);
  const options = trpc.documents.contradictions.queryOptions({ reference });
  const { data } = useQuery({ ...options, queryKey: keyWith(options.queryKey, ground), placeholderData: keepPreviousData });
  const seen = useMemo(() => contradictionsOf({ room, statements: statementsOf(room), calls: [] }), [room]);
  return data ?? seen;
}

/** An entry whose words may contradict something, by what changes with them. */
function claimIn({ seq, fact, annotation }: TimelineEntry): string[] {
  if (fact.kind !== "note" && fact.kind !== "update") return [];
  return mayClaim(fact.text) || annotation?.editedAt ? [`${seq} ${annotation?.editedAt ?? ""}`] : [];
}
