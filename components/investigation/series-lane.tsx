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
  const shift = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ cursor, onCursor });
  useEffect(() => {
    latest.current = { cursor, onCursor };
  });
  useEffect(() => {
    const [host, mark] = [place.current, shift.current];
    if (!host || !mark) return;
    const colours = { line: () => getComputedStyle(host).color, shift: () => getComputedStyle(mark).color };
    const made = new uPlot(optionsOf(host.clientWidth, series, { from, to }, colours, latest), [series.times, series.values], host);
    plot.current = made;
    keepCursor(made, latest.current.cursor);
    const size = new ResizeObserver(() => {
      made.setSize({ width: host.clientWidth, height: HEIGHT });
      keepCursor(made, latest.current.cursor);
    });
    size.observe(host);
    const unhear = onSchemeChange(() => made.redraw());
    return () => {
      unhear();
      size.disconnect();
      made.destroy();
    };
  }, [series, from, to]);
  useEffect(() => {
    if (plot.current) keepCursor(plot.current, cursor);
  }, [cursor]);
  return (
    <div aria-hidden className="min-w-0">
      {/* Their colours are read the moment they change, so they may not glide there. */}
      <span ref={shift} hidden className="text-severity-1 transition-none" />
      <div ref={place} className="text-accent transition-none" style={{ height: HEIGHT }} />
    </div>
  );
}

/** Calls when light turns to dark or back, by the system or by the person's choice, and the colours are the new ones. */
function onSchemeChange(changed: () => void): () => void {
  const soon = () => requestAnimationFrame(changed);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const chosen = new MutationObserver(soon);
  scheme.addEventListener("change", soon);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    scheme.removeEventListener("change", soon);
    chosen.disconnect();
  };
}

/** Puts the cursor to an instant without telling anybody. */
function keepCursor(plot: uPlot, at: number): void {
  plot.setCursor({ left: plot.valToPos(at, "x"), top: HEIGHT / 2 }, false);
}

type Latest = { current: { cursor: number; onCursor: (at: number) => void } };
type Colours = { line: () => string; shift: () => string };

function optionsOf(width: number, { changeAt }: Series, { from, to }: { from: number; to: number }, colours: Colours, latest: Latest): uPlot.Options {
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    padding: [6, 0, 6, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 }, sync: { key: KEY, setSeries: false } },
    scales: { x: { time: true, range: [from, to] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: colours.line, width: 1.5, points: { show: false }, spanGaps: false }],
    hooks: {
      setCursor: [
        (plot) => {
          const { left = -1, event } = plot.cursor;
          // Whoever leaves a lane leaves the cursor where it was.
          if (left < 0) queueMicrotask(() => plot.root.isConnected && keepCursor(plot, latest.current.cursor));
          else if (event) latest.current.onCursor(plot.posToVal(left, "x"));
        },
      ],
      draw: [(plot) => changeAt !== null && drawShift(plot, changeAt, colours.shift())],
    },
  };
}

/** A dashed line where the series shifts. */
function drawShift(plot: uPlot, at: number, colour: string): void {
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(at, "x", true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
