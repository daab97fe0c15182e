"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { groundOf, initialsOf } from "#components/ui/avatar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { spanWords } from "../words.ts";
import type { Range } from "./calendar.tsx";
import type { CalendarRow, Piece } from "./rows.ts";
import { type CalendarWindow, placeIn, rangeBetween } from "./window.ts";

type TrackProps = {
  row: CalendarRow;
  window: CalendarWindow;
  viewerZone: string;
  scheduleZone: string;
  onRange?: (range: Range, piece: Piece | null) => void;
};

type Drawn = { start: number; end: number };
const LEAST_DRAG_PX = 6;

/** One row of pieces. Choosing one takes its hours; drawing over the row takes those that were drawn. Arrows go from piece to piece. */
export function Track({ row, window, viewerZone, scheduleZone, onRange }: TrackProps) {
  const track = useRef<HTMLUListElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const isDrawn = useRef(false);
  const now = useNow() ?? 0;
  const isAhead = ({ to }: Piece) => Date.parse(to) > now;
  const first = row.pieces.findIndex(isAhead);
  const canDraw = onRange !== undefined && row.isFinal;
  const placeOf = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? (event.clientX - box.left) / box.width : 0;
  };
  const begin = (event: PointerEvent) => {
    isDrawn.current = false;
    if (canDraw && event.pointerType === "mouse" && event.button === 0) setDrawn({ start: placeOf(event), end: placeOf(event) });
  };
  const draw = (event: PointerEvent) => {
    if (!drawn) return;
    const width = track.current?.getBoundingClientRect().width ?? 0;
    const end = placeOf(event);
    if (!isDrawn.current && Math.abs(end - drawn.start) * width < LEAST_DRAG_PX) return;
    if (!isDrawn.current) track.current?.setPointerCapture(event.pointerId);
    isDrawn.current = true;
    setDrawn({ ...drawn, end });
  };
  const finish = () => {
    if (drawn && isDrawn.current) onRange?.(rangeBetween(window, drawn.start, drawn.end), null);
    setDrawn(null);
  };
  return (
    <ul
      ref={track}
      aria-label={row.label}
      className={`relative select-none ${row.isFinal ? "h-9" : "h-6"} ${canDraw ? "cursor-crosshair" : ""}`}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={finish}
      onPointerCancel={() => setDrawn(null)}
      onKeyDown={goAlong}
    >
      {row.pieces.map((piece, index) => (
        <PieceBox
          key={piece.from}
          piece={piece}
          isFirst={index === first}
          window={window}
          words={wordsOf(piece, viewerZone, scheduleZone)}
          onChoose={onRange && isAhead(piece) ? () => !isDrawn.current && onRange(piece, piece) : undefined}
        />
      ))}
      {drawn && isDrawn.current ? <Selection drawn={drawn} /> : null}
    </ul>
  );
}

function Selection({ drawn: { start, end } }: { drawn: Drawn }) {
  const [from, to] = [Math.min(start, end), Math.max(start, end)];
  return (
    <li
      aria-hidden
      className="pointer-events-none absolute inset-y-0 z-1 rounded-sm border-2 border-accent bg-accent-soft/60"
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
    />
  );
}

function wordsOf({ from, to, person, note }: Piece, viewerZone: string, scheduleZone: string): string {
  const there = viewerZone === scheduleZone ? "" : `; ${spanWords({ from, to }, scheduleZone)} in ${scheduleZone}`;
  return `${person?.name ?? "Nobody"}, ${spanWords({ from, to }, viewerZone)}${there}${note ? `; ${note}` : ""}`;
}

type PieceBoxProps = { piece: Piece; isFirst: boolean; window: CalendarWindow; words: string; onChoose?: () => void };

const HATCH = "bg-[repeating-linear-gradient(135deg,var(--line-strong)_0_3px,transparent_3px_8px)] border-dashed border-line-strong";

function PieceBox({ piece, isFirst, window, words, onChoose }: PieceBoxProps) {
  const [left, right] = [placeIn(window, Date.parse(piece.from)), placeIn(window, Date.parse(piece.to))];
  const look = `flex size-full min-w-0 items-center overflow-hidden rounded-sm px-1 text-12 ${
    piece.person ? `${groundOf(piece.person.id)} text-on-person forced-colors:border` : `border ${HATCH}`
  }`;
  const inside = piece.person ? (
    <>
      <bdi className="truncate @max-[70px]:hidden">{piece.person.name}</bdi>
      <span className="mx-auto text-11 @max-[18px]:hidden @min-[70px]:hidden">{initialsOf(piece.person.name)}</span>
    </>
  ) : (
    <span className="truncate rounded-sm bg-surface px-1 text-ink @max-[64px]:hidden">Nobody</span>
  );
  return (
    <li className="@container absolute inset-y-0 px-px" style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}>
      {onChoose ? (
        <button type="button" tabIndex={isFirst ? 0 : -1} aria-label={words} title={words} onClick={onChoose} className={`${look} hover:opacity-90`}>
          {inside}
        </button>
      ) : (
        <span title={words} className={look}>
          <span className="sr-only">{words}</span>
          <span aria-hidden className="contents">
            {inside}
          </span>
        </span>
      )}
    </li>
  );
}

/** One stop for Tab; arrows move within. */
function goAlong(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
