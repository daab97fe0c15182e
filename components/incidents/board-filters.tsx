"use client";

import { useState } from "react";
import { FilterGroup, FilterSearch, FilterToggle } from "#components/forms/filters.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import type { BoardFilter } from "#lib/contracts/board.ts";
import { BOARD_STATES } from "#lib/contracts/board-states.ts";
import { INCIDENT_KINDS, SEVERITIES } from "#lib/contracts/incident-terms.ts";

const MoreFilters = deferred(() => import("./more-filters.tsx").then((module) => module.MoreFilters));

const STATE_LABELS: Record<BoardFilter["state"], string> = { open: "Open", ended: "Ended", all: "All" };

const SEARCH = { label: "Search incidents", group: "Board" };

/** How many filters are set that stand behind “More filters”. */
function moreOf({ phase, service, team, cause, causeService, commander, from, to }: BoardFilter): number {
  return phase.length + service.length + team.length + cause.length + [causeService, commander, from ?? to].filter(Boolean).length;
}

type BoardFiltersProps = { filter: BoardFilter; onChange: (change: Partial<BoardFilter>) => void; isPending: boolean };

/** Search and filters; each press changes the address, so that a view can be shared. */
export function BoardFilters({ filter, onChange, isPending }: BoardFiltersProps) {
  const [isMoreOpen, setMoreOpen] = useState(false);
  const more = moreOf(filter);
  const toggle = <K extends "severity" | "kind">(key: K, value: BoardFilter[K][number]) => {
    const before: readonly BoardFilter[K][number][] = filter[key];
    onChange({ [key]: before.includes(value) ? before.filter((other) => other !== value) : [...before, value] });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3">
      <FilterSearch value={filter.q} what="titles, services and notes" shortcut={SEARCH} isPending={isPending} onChange={(q) => onChange({ q })} />
      <div className="relative -mx-4 flex min-w-0 items-center gap-x-4 gap-y-2 overflow-x-auto px-4 [scrollbar-width:none] sm:contents">
        <FilterGroup label="State">
          {BOARD_STATES.map((state) => (
            <FilterToggle key={state} isOn={filter.state === state} onPress={() => onChange({ state })}>
              {STATE_LABELS[state]}
            </FilterToggle>
          ))}
        </FilterGroup>
        <FilterGroup label="Severity">
          {SEVERITIES.map((severity) => (
            <FilterToggle key={severity} isOn={filter.severity.includes(severity)} onPress={() => toggle("severity", severity)}>
              {severity}
            </FilterToggle>
          ))}
        </FilterGroup>
        <FilterGroup label="Kind">
          {INCIDENT_KINDS.map((kind) => (
            <FilterToggle key={kind} isOn={filter.kind.includes(kind)} onPress={() => toggle("kind", kind)}>
              {kind}
            </FilterToggle>
          ))}
        </FilterGroup>
        <FilterToggle isOn={filter.isMine} onPress={() => onChange({ isMine: !filter.isMine })}>
          Mine
        </FilterToggle>
        <FilterToggle isOn={more > 0} onPress={() => setMoreOpen(true)}>
          {more > 0 ? `More filters: ${more}` : "More filters"}
        </FilterToggle>
      </div>
      {isMoreOpen ? <MoreFilters filter={filter} onChange={onChange} onClose={() => setMoreOpen(false)} /> : null}
    </div>
  );
}
