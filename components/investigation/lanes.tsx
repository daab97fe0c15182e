"use client";

import { useMemo, useState } from "react";
import type { LogVolume } from "#lib/contracts/investigation.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { describeEvent } from "#lib/describe-event.ts";
import type { Analysis } from "#lib/trpc/outputs.ts";
import { clockWords, figureWords, type LaneData, laneDataOf, type Mark, valueAt } from "./lane-data.ts";
import { SeriesLane } from "./series-lane.tsx";
import { VolumeLane } from "./volume-lane.tsx";

const LANES: Record<Mark["lane"], { label: string; look: string }> = {
  change: { label: "Changes", look: "rotate-45 bg-severity-2" },
  seen: { label: "Seen in evidence", look: "rounded-full bg-accent" },
  event: { label: "Timeline", look: "rounded-full bg-ink-faint" },
};

/** Metrics, log lines, changes, what the evidence shows and the incident's own timeline under one another on one axis: one cursor moves through all. */
export function Lanes({ analysis, logVolume, entries }: { analysis: Analysis; logVolume: LogVolume | null; entries: readonly TimelineEntry[] }) {
  const data = useMemo(() => laneDataOf({ analysis, logVolume }, entries, labelOf), [analysis, logVolume, entries]);
  const [cursor, setCursor] = useState<number | null>(null);
  if (!data) return null;
  const at = cursor ?? data.series.find(({ changeAt }) => changeAt !== null)?.changeAt ?? data.from;
  return (
    <section aria-label="Lanes" className="grid min-w-0 grid-cols-1 gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-14 font-semibold">On one axis</h2>
        <p className="text-12 text-ink-soft">
          <span className="font-mono tabular-nums">{clockWords(at)} UTC</span> · {nearWords(data, at)}
        </p>
      </div>
      <div className="grid min-w-0 grid-cols-1 overflow-hidden rounded-lg border border-line">
        {data.series.map((series) => (
          <div
            key={series.id}
            className="grid grid-cols-[minmax(0,1fr)_64px] items-center border-b border-line sm:grid-cols-[180px_minmax(0,1fr)_72px]"
          >
            <p className="truncate px-3 pt-1 text-12 text-ink-soft max-sm:col-span-2 sm:pt-0" title={series.title}>
              <span className="font-mono text-ink-faint">{series.id}</span> {series.title}
            </p>
            <SeriesLane series={series} from={data.from} to={data.to} cursor={at} onCursor={setCursor} />
            <p className="px-2 text-right font-mono text-12 tabular-nums">{figureWords(valueAt(series, at))}</p>
          </div>
        ))}
        {data.volumes.map((volume) => (
          <VolumeLane key={volume.id} volume={volume} from={data.from} to={data.to} cursor={at} onCursor={setCursor} />
        ))}
        {(Object.keys(LANES) as Mark["lane"][]).map((lane) => (
          <MarkLane key={lane} lane={lane} data={data} cursor={at} />
        ))}
        <div className="grid grid-cols-[minmax(0,1fr)_64px] items-center sm:grid-cols-[180px_minmax(0,1fr)_72px]">
          <label htmlFor="lanes-time" className="px-3 text-12 text-ink-soft max-sm:col-span-2">
            Time
          </label>
          <input
            id="lanes-time"
            type="range"
            min={data.from}
            max={data.to}
            step={60}
            value={at}
            aria-valuetext={`${clockWords(at)} UTC: ${[...data.series, ...data.volumes].map((one) => `${one.title} ${figureWords(valueAt(one, at))}`).join(", ")}`}
            onChange={(event) => setCursor(Number(event.target.value))}
            className="h-6 w-full accent-accent pointer-coarse:h-11"
          />
          <span />
        </div>
      </div>
      <LaneTable data={data} />
    </section>
  );
}

function MarkLane({ lane, data, cursor }: { lane: Mark["lane"]; data: LaneData; cursor: number }) {
  const marks = data.marks.filter((mark) => mark.lane === lane);
  if (marks.length === 0) return null;
  const place = (at: number) => `${((at - data.from) / (data.to - data.from)) * 100}%`;
  const { label, look } = LANES[lane];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_64px] items-center border-b border-line sm:grid-cols-[180px_minmax(0,1fr)_72px]">
      <p className="px-3 text-12 text-ink-soft max-sm:col-span-2">{label}</p>
      <div aria-hidden className="relative h-7">
        <span className="absolute inset-y-0 w-px bg-ink-faint" style={{ left: place(cursor) }} />
        {marks.map((mark) => (
          <span
            key={`${mark.at} ${mark.label}`}
            title={`${clockWords(mark.at)} ${mark.label}`}
            className={`absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 ${look}`}
            style={{ left: place(mark.at) }}
          />
        ))}
      </div>
      <span />
    </div>
  );
}

/** The same in words, for whoever reads rather than looks. */
function LaneTable({ data }: { data: LaneData }) {
  return (
    <details className="text-13">
      <summary className="w-fit text-12 text-ink-soft pointer-coarse:min-h-11">As a table</summary>
      <div className="grid gap-3 pt-2">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
        <section tabIndex={0} aria-label="What happened when" className="overflow-x-auto">
          <table className="w-full text-left">
            <thead>
              <tr className="border-b border-line text-12 text-ink-faint">
                <th className="py-1 pr-4 font-medium">Time (UTC)</th>
                <th className="py-1 pr-4 font-medium">What</th>
                {[...data.series, ...data.volumes].map(({ id, title }) => (
                  <th key={id} title={title} className="py-1 pr-4 text-right font-mono font-medium">
                    {id}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rowsOf(data).map(({ at, label }) => (
                <tr key={`${at} ${label}`} className="border-b border-line last:border-0">
                  <td className="py-1 pr-4 font-mono text-12">{clockWords(at)}</td>
                  <td className="py-1 pr-4">{label}</td>
                  {[...data.series, ...data.volumes].map((series) => (
                    <td key={series.id} className="py-1 pr-4 text-right font-mono text-12">
                      {figureWords(valueAt(series, at))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {data.templates.length > 0 ? (
          <ul aria-label="Log templates" className="grid gap-0.5 text-12 text-ink-soft">
            {data.templates.map(({ template, service, before, after }) => (
              <li key={`${service} ${template}`} className="[overflow-wrap:anywhere]">
                <bdi className="font-mono">{template}</bdi> ({service}): {figureWords(before)} lines a minute before, {figureWords(after)} during
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </details>
  );
}

function rowsOf({ series, marks }: LaneData): { at: number; label: string }[] {
  const shifts = series.flatMap(({ id, title, changeAt }) => (changeAt === null ? [] : [{ at: changeAt, label: `${id} shifts: ${title}` }]));
  return [...shifts, ...marks].toSorted((one, other) => one.at - other.at);
}

const NEAR_SECONDS = 90;

/** What happened at the cursor. */
function nearWords({ series, marks }: LaneData, at: number): string {
  const near = rowsOf({ series, marks } as LaneData).filter((one) => Math.abs(one.at - at) <= NEAR_SECONDS);
  return near.length === 0 ? "move over the lanes, or with the arrow keys on Time" : near.map(({ label }) => label).join(" · ");
}

function labelOf(entry: TimelineEntry): string {
  const { words } = describeEvent(entry);
  const said = words.map((word) =>
    typeof word === "string" ? word : "strong" in word ? word.strong : "severity" in word ? word.severity : word.phase,
  );
  return `${entry.actor.name} ${said.join("")}`;
}
