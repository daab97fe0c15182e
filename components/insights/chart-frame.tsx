"use client";

import { type ReactNode, useState } from "react";
import { FilterGroup, FilterToggle } from "#components/forms/filters.tsx";

type ChartFrameProps = { title: string; about: string; chart: ReactNode; table: ReactNode; legend: ReactNode; choice?: ReactNode };

/** A chart, or the same numbers as a table for whoever prefers to read them. */
export function ChartFrame({ title, about, chart, table, legend, choice }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  return (
    <figure className="grid min-w-0 content-start gap-2">
      <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-13 font-semibold">{title}</h2>
        {choice}
        <span className="flex-1" />
        <FilterGroup label={`${title}: shown as`}>
          <FilterToggle isOn={!isTable} onPress={() => setTable(false)}>
            Chart
          </FilterToggle>
          <FilterToggle isOn={isTable} onPress={() => setTable(true)}>
            Table
          </FilterToggle>
        </FilterGroup>
      </figcaption>
      {isTable ? (
        <div className="h-60 overflow-y-auto border-y border-line">{table}</div>
      ) : (
        <div className="grid min-w-0 grid-cols-1 gap-1">
          <div role="img" aria-label={about} className="h-52 min-w-0 text-12">
            {chart}
          </div>
          <p className="flex flex-wrap gap-x-4 gap-y-1 pl-8 text-12 text-ink-soft">{legend}</p>
        </div>
      )}
    </figure>
  );
}
