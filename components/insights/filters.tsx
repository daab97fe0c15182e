"use client";

import { useState } from "react";
import { FilterGroup, FilterToggle } from "#components/forms/filters.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { INCIDENT_KINDS, SEVERITIES } from "#lib/contracts/incident-terms.ts";
import type { Range, ReadInsights } from "#lib/contracts/insights.ts";
import { daysBetween, firstOf, PRESETS } from "./insights-query.ts";

const MoreFilters = deferred(() => import("./more-filters.tsx").then((module) => module.MoreFilters));

export type FiltersProps = {
  asked: ReadInsights;
  range: Range;
  today: string;
  isPending: boolean;
  onChange: (change: Partial<ReadInsights>) => void;
};

/** Range and filters; each press changes the address, so that what is seen can be shared. */
export function Filters({ asked, range, today, isPending, onChange }: FiltersProps) {
  const [isMoreOpen, setMoreOpen] = useState(false);
  const days = daysBetween(range.firstDay, range.lastDay);
  const isPreset = range.lastDay === today && PRESETS.some((preset) => preset.days === days);
  const more = asked.service.length + asked.team.length;
  const toggle = <K extends "severity" | "kind">(key: K, value: ReadInsights[K][number]) => {
    const before: readonly ReadInsights[K][number][] = asked[key];
    onChange({ [key]: before.includes(value) ? before.filter((other) => other !== value) : [...before, value] });
  };
  return (
    <div className="relative -mx-4 flex items-center gap-x-4 gap-y-2 overflow-x-auto border-b border-line px-4 pb-3 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0 print:hidden">
      <FilterGroup label="Range">
        {PRESETS.map((preset) => (
          <FilterToggle
            key={preset.days}
            isOn={isPreset && preset.days === days}
            onPress={() => onChange(preset.days === 90 ? { from: null, to: null } : { from: firstOf(preset.days, today), to: null })}
          >
            {preset.label}
          </FilterToggle>
        ))}
        <FilterToggle isOn={!isPreset} onPress={() => setMoreOpen(true)}>
          Own days
        </FilterToggle>
      </FilterGroup>
      <FilterGroup label="Severity">
        {SEVERITIES.map((severity) => (
          <FilterToggle key={severity} isOn={asked.severity.includes(severity)} onPress={() => toggle("severity", severity)}>
            {severity}
          </FilterToggle>
        ))}
      </FilterGroup>
      <FilterGroup label="Kind">
        {INCIDENT_KINDS.map((kind) => (
          <FilterToggle key={kind} isOn={asked.kind.includes(kind)} onPress={() => toggle("kind", kind)}>
            {kind}
          </FilterToggle>
        ))}
      </FilterGroup>
      <FilterToggle isOn={more > 0} onPress={() => setMoreOpen(true)}>
        {more > 0 ? `Services and teams: ${more}` : "Services and teams"}
      </FilterToggle>
      {isPending ? <Spinner /> : null}
      {isMoreOpen ? <MoreFilters asked={asked} range={range} onChange={onChange} onClose={() => setMoreOpen(false)} /> : null}
    </div>
  );
}
