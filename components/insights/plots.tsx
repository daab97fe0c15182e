"use client";

import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { NONE } from "#lib/contracts/insights.ts";
import { durationWords } from "#lib/time.ts";
import { durationTicks, tickWords } from "./ticks.ts";

const TICK = { fill: "var(--ink-faint)", fontSize: 11 };
const AXIS = { stroke: "var(--line-strong)" };
const TOOLTIP = {
  contentStyle: { background: "var(--surface-raised)", border: "1px solid var(--line)", borderRadius: 6, color: "var(--ink)", fontSize: 12 },
  labelStyle: { color: "var(--ink-soft)" },
  itemStyle: { color: "var(--ink)" },
  isAnimationActive: false,
} as const;
const MARGIN = { top: 6, right: 8, bottom: 0, left: 0 };
const COLOURS = ["var(--severity-1)", "var(--severity-2)", "var(--severity-3)", "var(--severity-4)"] as const;

export type CountPoint = { label: string } & Record<string, string | number>;
export type TimePoint = { label: string; median: number | null; p90: number | null };

/** Stacked bars of incidents by severity; a bar leads to its incidents. */
export function CountPlot({ points, onOpen }: { points: CountPoint[]; onOpen: (index: number) => void }) {
  const open = ({ activeTooltipIndex }: { activeTooltipIndex?: unknown }) => {
    const index = Number(activeTooltipIndex);
    if (Number.isInteger(index)) onOpen(index);
  };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={points} margin={MARGIN} onClick={open} accessibilityLayer={false} maxBarSize={36}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={AXIS} minTickGap={16} />
        <YAxis
          allowDecimals={false}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={40}
          tickFormatter={(count: number) => count.toLocaleString("en")}
        />
        <Tooltip {...TOOLTIP} cursor={{ fill: "var(--surface-hover)" }} />
        {SEVERITIES.map((severity, place) => (
          <Bar key={severity} dataKey={severity} stackId="all" fill={COLOURS[place]} isAnimationActive={false} className="cursor-pointer" />
        ))}
        <Bar dataKey={NONE} name="No severity yet" stackId="all" fill="var(--line-strong)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Median and 90th percentile of one time; a gap where no incident knows it. */
export function TimePlot({ points }: { points: TimePoint[] }) {
  const ticks = durationTicks(Math.max(0, ...points.map(({ median, p90 }) => p90 ?? median ?? 0)));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={points} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={AXIS} minTickGap={16} />
        <YAxis tick={TICK} tickLine={false} axisLine={false} width={52} ticks={ticks} domain={[0, ticks.at(-1) ?? 0]} tickFormatter={tickWords} />
        <Tooltip {...TOOLTIP} formatter={(value) => (typeof value === "number" ? durationWords(value) : "–")} />
        <Line
          dataKey="p90"
          name="90th percentile"
          stroke="var(--ink-faint)"
          strokeDasharray="4 3"
          strokeWidth={1.5}
          dot={{ r: 2, strokeDasharray: "0" }}
          isAnimationActive={false}
        />
        <Line
          dataKey="median"
          name="Median"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={{ r: 2.5, fill: "var(--accent)" }}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
