"use client";

import { FilterGroup, FilterSearch, FilterToggle } from "#components/forms/filters.tsx";
import { ALERT_LEVELS } from "#lib/contracts/alert-terms.ts";
import { GROUPS, type InboxFilter } from "./alert-filter.ts";

const STATES = { firing: "Firing", resolved: "Resolved", all: "All" } as const;
const GROUP_LABELS: Record<InboxFilter["group"], string> = {
  none: "Not grouped",
  service: "By service",
  source: "By source",
  incident: "By incident",
};

const SEARCH = { label: "Search alerts", group: "Alerts" };

type FiltersProps = { filter: InboxFilter; onChange: (change: Partial<InboxFilter>) => void; isPending: boolean };

/** Search and filters; each press changes the address, so that a view can be shared. */
export function AlertFilters({ filter, onChange, isPending }: FiltersProps) {
  const toggle = (level: (typeof ALERT_LEVELS)[number]) =>
    onChange({ level: filter.level.includes(level) ? filter.level.filter((one) => one !== level) : [...filter.level, level] });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3">
      <FilterSearch value={filter.q} what="titles, labels and services" shortcut={SEARCH} isPending={isPending} onChange={(q) => onChange({ q })} />
      <div className="relative -mx-4 flex min-w-0 items-center gap-x-4 gap-y-2 overflow-x-auto px-4 [scrollbar-width:none] sm:contents">
        <FilterGroup label="State">
          {(Object.keys(STATES) as (keyof typeof STATES)[]).map((state) => (
            <FilterToggle key={state} isOn={filter.state === state} onPress={() => onChange({ state })}>
              {STATES[state]}
            </FilterToggle>
          ))}
        </FilterGroup>
        <FilterGroup label="Severity">
          {ALERT_LEVELS.map((level) => (
            <FilterToggle key={level} isOn={filter.level.includes(level)} onPress={() => toggle(level)}>
              {level}
            </FilterToggle>
          ))}
        </FilterGroup>
        <FilterGroup label="Grouping">
          {GROUPS.map((group) => (
            <FilterToggle key={group} isOn={filter.group === group} onPress={() => onChange({ group })}>
              {GROUP_LABELS[group]}
            </FilterToggle>
          ))}
        </FilterGroup>
      </div>
    </div>
  );
}
