import { expect, test } from "vitest";
import { createCutter } from "./cut-into-stretches.ts";
import type { TimelineRow } from "./layout-timeline.ts";

const entry = (seq: number) => ({ type: "entry", key: `e${seq}`, entry: { seq }, isFirstOfMinute: false }) as TimelineRow;
const day = (at: string): TimelineRow => ({ type: "day", key: `day ${at}`, at });
const entries = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
const keysOf = (stretches: ReturnType<ReturnType<typeof createCutter>>) =>
  new Map(stretches.flatMap(({ key, rows }) => rows.map((row) => [row.key, key])));

test("rows keep their order, in stretches of some dozens with rising keys", () => {
  const rows = [day("2026-11-22"), ...entries(1, 500)];
  const stretches = createCutter()(rows);
  expect(stretches.flatMap(({ rows: own }) => own)).toEqual(rows);
  expect(Math.max(...stretches.map(({ rows: own }) => own.length))).toBeLessThanOrEqual(64);
  const keys = stretches.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)].toSorted((a, b) => a - b));
});

test("an entry stays in its stretch when older and newer ones come, when others are hidden, and when one comes late between them", () => {
  const cut = createCutter();
  const before = keysOf(cut(entries(451, 500)));
  const rooms = [
    entries(401, 500),
    entries(401, 640),
    entries(401, 640).filter((_, index) => index % 3 === 0),
    [...entries(401, 470), entry(700), ...entries(471, 640)],
    [...entries(401, 470), day("2026-11-23"), ...entries(471, 640)],
  ];
  for (const rows of rooms) {
    const stretches = cut(rows);
    expect(stretches.flatMap(({ rows: own }) => own)).toEqual(rows);
    const after = keysOf(stretches);
    for (const [key, stretch] of before) if (after.has(key)) expect(after.get(key), key).toBe(stretch);
    expect(new Set(stretches.map(({ key }) => key)).size).toBe(stretches.length);
  }
});

test("what comes live one by one fills the newest stretch, then begins another", () => {
  const cut = createCutter();
  for (let last = 10; last <= 300; last += 1) cut(entries(1, last));
  const sizes = cut(entries(1, 300)).map(({ rows }) => rows.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
  expect(sizes.length).toBeLessThanOrEqual(8);
});

test("no rows make no stretches", () => {
  expect(createCutter()([])).toEqual([]);
});
