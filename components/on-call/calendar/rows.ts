import type { Gap, OnCallSchedule, Shift } from "#lib/contracts/oncall.ts";
import { gaps, layerShifts, shifts } from "#lib/oncall/index.ts";
import { originWords } from "../words.ts";

/** Somebody on call, or nobody: a piece of a row. `note` says why. */
export type Piece = { from: string; to: string; person: { id: string; name: string } | null; note: string };
export type CalendarRow = { key: string; label: string; hint: string; isFinal: boolean; pieces: Piece[] };

/** The rows of one schedule: its layers, its overrides if there are any, and what comes of them. Pure. */
export function rowsOf(schedule: OnCallSchedule, from: string, to: string): CalendarRow[] {
  const layers = schedule.layers.map(
    ({ id, name }): CalendarRow => ({ key: id, label: name, hint: "", isFinal: false, pieces: layerShifts(schedule, id, from, to).map(pieceOf) }),
  );
  const over = { ...schedule, layers: [] };
  const overrides: CalendarRow = { key: "overrides", label: "Overrides", hint: "", isFinal: false, pieces: shifts(over, from, to).map(pieceOf) };
  const all = layers.length + (overrides.pieces.length > 0 ? 1 : 0);
  const above = [...layers, ...(overrides.pieces.length > 0 ? [overrides] : [])].map((row, index) => ({
    ...row,
    hint: index > 0 ? "wins over the rows above" : "",
  }));
  return [...(all > 1 ? above : []), finalRow(schedule, from, to)];
}

/** What the schedule says in the end, with the hours at which nobody is on call. Pure. */
export function finalRow(schedule: OnCallSchedule, from: string, to: string, label = "On call"): CalendarRow {
  const pieces = [...shifts(schedule, from, to).map(pieceOf), ...gaps(schedule, from, to).map(gapPiece)];
  return { key: schedule.id, label, hint: "", isFinal: true, pieces: pieces.toSorted((one, other) => one.from.localeCompare(other.from)) };
}

export function pieceOf(shift: Shift): Piece {
  return { from: shift.from, to: shift.to, person: shift.person, note: originWords(shift) };
}

export function gapPiece({ from, to, left }: Gap): Piece {
  return { from, to, person: null, note: left ? `${left.name} has left` : "" };
}
