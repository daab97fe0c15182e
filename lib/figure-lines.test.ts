import { expect, test } from "vitest";
import { figureLines } from "./figure-lines.ts";

const at = (minute: number) => `2026-11-23T12:${String(minute).padStart(2, "0")}:00.000Z`;
const SIZE = { width: 100, height: 10 };

test("each version is a line over its time, the last one to now; zero is within", () => {
  const versions = [
    { from: at(0), endsAt: at(15), value: 15, endValue: 15 },
    { from: at(15), endsAt: at(30), value: 40, endValue: 40 },
  ];
  expect(figureLines(versions, SIZE)).toEqual([
    { x1: 0, y1: 6.25, x2: 50, y2: 6.25 },
    { x1: 50, y1: 0, x2: 100, y2: 0 },
  ]);
});

test("one that grows rises, and where there was none there is no line", () => {
  const versions = [
    { from: at(0), endsAt: at(10), value: 0, endValue: 600 },
    { from: at(10), endsAt: at(20), value: null, endValue: null },
    { from: at(20), endsAt: at(20), value: 300, endValue: 300 },
  ];
  expect(figureLines(versions, SIZE)).toEqual([
    { x1: 0, y1: 10, x2: 50, y2: 0 },
    { x1: 100, y1: 5, x2: 100, y2: 5 },
  ]);
});

test("a negative time goes below zero, and a version of no length stays a point", () => {
  expect(figureLines([{ from: at(5), endsAt: at(5), value: -300, endValue: -300 }], SIZE)).toEqual([{ x1: 0, y1: 10, x2: 0, y2: 10 }]);
  expect(figureLines([], SIZE)).toEqual([]);
});
