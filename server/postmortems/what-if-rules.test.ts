import { expect, test } from "vitest";
import type { ImpactInterval } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { curveOf, roomWithout, savedBy, savingOf, stagesOf } from "./what-if-rules.ts";

const at = (clock: string) => `2026-01-05T${clock}:00.000Z`;
const stamp = (clock: string) => ({ at: at(clock), source: "manual" });
const interval = (from: string, to: string | null, share: number | null) => ({ startedAt: at(from), endedAt: to && at(to), share }) as ImpactInterval;
const room = {
  timestamps: {
    startedAt: stamp("14:30"),
    detectedAt: stamp("14:40"),
    identifiedAt: stamp("14:45"),
    mitigatedAt: stamp("15:00"),
    resolvedAt: stamp("15:15"),
  },
  intervals: [interval("14:30", "15:15", 0.15)],
  figures: { customers: 12_000 },
} as unknown as RoomState;
const none = { detect: 0, find: 0, mitigate: 0, recover: 0 };

test("the parts of an incident add up to its length, and save no more than they took", () => {
  const stages = stagesOf(room);
  expect(stages).toEqual({ detect: 600_000, find: 300_000, mitigate: 900_000, recover: 900_000 });
  expect(savedBy({ ...none, detect: 5, mitigate: 100 }, stages)).toBe(300_000 + 900_000);
  expect(stagesOf({ ...room, timestamps: { startedAt: stamp("14:30") } } as unknown as RoomState)).toEqual({});
});

test("what is over sooner hurts for less time and fewer customers, and never ends before it began", () => {
  const shorter = roomWithout(room, 15 * 60_000, 45 * 60_000, at("16:00"));
  expect(shorter.intervals[0]?.endedAt).toBe(at("15:00"));
  expect([shorter.timestamps.resolvedAt?.at, shorter.figures.customers]).toEqual([at("15:00"), 8_000]);
  const gone = roomWithout(room, 100 * 60_000, 45 * 60_000, at("16:00"));
  expect([gone.intervals[0]?.endedAt, gone.figures.customers]).toEqual([at("14:30"), 0]);
  expect(room.intervals[0]?.endedAt).toBe(at("15:15"));
});

test("of several stretches the last are taken off first, and no more is saved than was", () => {
  const stretches = { ...room, intervals: [interval("14:00", "14:30", 0.5), interval("14:20", "14:40", 1), interval("15:00", "15:15", 0.2)] };
  const ends = (minutes: number) => roomWithout(stretches, minutes * 60_000, 55 * 60_000, at("16:00")).intervals.map(({ endedAt }) => endedAt);
  expect(ends(0)).toEqual([at("14:30"), at("14:40"), at("15:15")]);
  expect(ends(5)).toEqual([at("14:30"), at("14:40"), at("15:10")]);
  expect(ends(20)).toEqual([at("14:30"), at("14:35"), at("15:00")]);
  expect(ends(55)).toEqual([at("14:00"), at("14:20"), at("15:00")]);
  const open = { ...room, intervals: [interval("14:00", "14:30", 0.5), interval("15:00", null, 0.2)] };
  expect(roomWithout(open, 70 * 60_000, 90 * 60_000, at("16:00")).intervals.map(({ endedAt }) => endedAt)).toEqual([at("14:20"), at("15:00")]);
});

test("the curve steps where a stretch begins or ends, and shows the worst of those at once", () => {
  expect(curveOf([interval("14:30", "15:00", 0.15), interval("14:40", "14:50", 0.5)], at("16:00"))).toEqual([
    { at: at("14:30"), share: 0.15 },
    { at: at("14:40"), share: 0.5 },
    { at: at("14:50"), share: 0.15 },
    { at: at("15:00"), share: 0 },
  ]);
  expect(curveOf([interval("14:30", null, null)], at("14:45"))).toMatchObject([{ share: 1 }, { share: 0 }]);
});

test.each([
  ["root-cause", "Release the connection", 2_700_000],
  ["factor", "Raise the limit", 2_700_000],
  ["gap", "Add an alert on the pool", 600_000],
  ["response", "Change the escalation policy", 120_000],
  ["person", "Automatic rollback of the flag", 900_000],
  ["person", "Page the database team too", 120_000],
  ["person", "See that a page is answered in five minutes", 120_000],
  ["person", "Write documentation", null],
  ["person", "Update the status page", null],
  ["person", "Write a page of documentation", null],
])("an item of %s, “%s”, would have saved %s ms", (source, title, ms) => {
  expect(savingOf({ source, title }, stagesOf(room), 45 * 60_000, 120_000).ms).toBe(ms);
});
