import { writeText } from "./letters.ts";
import { type Colour, type Picture, picture } from "./png.ts";

/** A line over time; `limit` is drawn across. */
export type Chart = { title: string; values: number[]; limit: number | null };

const PAPER: Colour = [250, 250, 251];
const GRID: Colour = [226, 227, 231];
const INK: Colour = [82, 86, 98];
const LINE: Colour = [56, 97, 214];
const BELOW: Colour = [225, 232, 251];
const LIMIT: Colour = [207, 62, 62];

const SIZE = { width: 720, height: 300 };
const FRAME = { left: 64, right: 700, top: 48, bottom: 272 };
const STEPS = 4;

/** Draws the chart as PNG, as somebody would paste it from a dashboard. */
export function drawChart({ title, values, limit }: Chart): Uint8Array {
  const page = picture(SIZE.width, SIZE.height, PAPER);
  const top = ceiling(Math.max(...values, limit ?? 0));
  const y = (value: number): number => FRAME.bottom - ((FRAME.bottom - FRAME.top) * value) / top;
  const x = (index: number): number => FRAME.left + ((FRAME.right - FRAME.left) * index) / (values.length - 1);
  write(page, title, FRAME.left, 16, 2, INK);
  fillBelow(page, values, y);
  for (let step = 0; step <= STEPS; step += 1) {
    const value = (top * step) / STEPS;
    across(page, y(value), GRID);
    write(page, String(Number(value.toPrecision(3))), 12, y(value) - 4, 1.4, INK);
  }
  if (limit !== null) for (const shift of [0, 1]) across(page, y(limit) + shift, LIMIT);
  for (const [index, value] of values.entries()) {
    const next = values[index + 1];
    if (next !== undefined) stroke(page, [x(index), y(value)], [x(index + 1), y(next)]);
  }
  return page.encode();
}

/** The next round number. */
function ceiling(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 2.5, 4, 5, 8, 10].map((step) => step * unit).find((round) => round >= value) ?? value;
}

function across(page: Picture, y: number, colour: Colour): void {
  for (let x = FRAME.left; x <= FRAME.right; x += 1) page.dot(x, y, colour);
}

function fillBelow(page: Picture, values: number[], y: (value: number) => number): void {
  for (let column = FRAME.left; column <= FRAME.right; column += 1) {
    const place = ((column - FRAME.left) / (FRAME.right - FRAME.left)) * (values.length - 1);
    const [before, after] = [values[Math.floor(place)] ?? 0, values[Math.ceil(place)] ?? 0];
    for (let row = y(before + (after - before) * (place % 1)); row <= FRAME.bottom; row += 1) page.dot(column, row, BELOW);
  }
}

type Point = [x: number, y: number];

function stroke(page: Picture, [fromX, fromY]: Point, [toX, toY]: Point): void {
  const steps = Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)) * 2);
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    for (const [dx, dy] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      page.dot(fromX + (toX - fromX) * share + dx, fromY + (toY - fromY) * share + dy, LINE);
  }
}

function write(page: Picture, text: string, left: number, top: number, scale: number, colour: Colour): void {
  writeText(text, (x, y) => {
    for (let dx = 0; dx < scale; dx += 0.5) for (let dy = 0; dy < scale; dy += 0.5) page.dot(left + x * scale + dx, top + y * scale + dy, colour);
  });
}
