"use client";

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Series } from "./lane-data.ts";

const [HEIGHT, KEY] = [56, "investigation"];

type LaneProps = { series: Series; from: number; to: number; cursor: number; onCursor: (at: number) => void };

/** One series on the shared axis; its cursor is everybody's. What is beside it says the same in words. */
export function SeriesLane({ series, from, to, cursor, onCursor }: LaneProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const tell = useRef(onCursor);
  useEffect(() => {
    tell.current = onCursor;
  });
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const made = new uPlot(
      optionsOf(host, series, { from, to }, (at) => tell.current(at)),
      [series.times, series.values],
      host,
    );
    plot.current = made;
    const size = new ResizeObserver(() => made.setSize({ width: host.clientWidth, height: HEIGHT }));
    size.observe(host);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => requestAnimationFrame(() => made.redraw(false));
    scheme.addEventListener("change", redraw);
    return () => {
      scheme.removeEventListener("change", redraw);
      size.disconnect();
      made.destroy();
    };
  }, [series, from, to]);
  useEffect(() => {
    const { current } = plot;
    current?.setCursor({ left: current.valToPos(cursor, "x"), top: HEIGHT / 2 }, false);
  }, [cursor]);
  return <div ref={place} aria-hidden className="min-w-0 text-accent [&_.u-cursor-x]:border-ink-faint" style={{ height: HEIGHT }} />;
}

function optionsOf(host: HTMLElement, { changeAt }: Series, { from, to }: { from: number; to: number }, tell: (at: number) => void): uPlot.Options {
  return {
    width: host.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [6, 0, 6, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 }, sync: { key: KEY, setSeries: false } },
    scales: { x: { time: true, range: [from, to] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: () => getComputedStyle(host).color, width: 1.5, points: { show: false }, spanGaps: false }],
    hooks: {
      setCursor: [
        (plot) => {
          const { left, event } = plot.cursor;
          if (event && left !== undefined && left >= 0) tell(plot.posToVal(left, "x"));
        },
      ],
      draw: [(plot) => changeAt !== null && drawShift(plot, changeAt)],
    },
  };
}

/** A dashed line where the series shifts. */
function drawShift(plot: uPlot, at: number): void {
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(at, "x", true));
  ctx.save();
  const probe = plot.root.parentElement;
  if (probe) ctx.strokeStyle = resolved(probe, "var(--severity-1)");
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** A colour of ours as the canvas takes it, for the scheme of now. */
function resolved(host: HTMLElement, colour: string): string {
  const before = host.style.outlineColor;
  host.style.outlineColor = colour;
  const { outlineColor } = getComputedStyle(host);
  host.style.outlineColor = before;
  return outlineColor;
}
