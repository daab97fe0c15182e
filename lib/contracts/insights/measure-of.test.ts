import { describe, expect, test } from "vitest";
import type { Fact } from "../timeline.ts";
import { countUpdates } from "./measure-of.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 12, minute)).toISOString();
const entry = (minute: number, fact: object) => ({ recordedAt: at(minute), fact: fact as Fact });
const update = (minute: number, due: number | null) => entry(minute, { kind: "update", text: "", nextUpdateDueAt: due === null ? null : at(due) });
const status = (minute: number, to: string, due: number | null) =>
  entry(minute, { kind: "status", to, nextUpdateDueAt: due === null ? null : at(due) });

describe("the updates that the cadence asked for", () => {
  test("are kept when they come by the moment, late when they come after it", () => {
    expect(countUpdates(at(10), [update(10, 20), update(21, 30), update(29, 40)])).toEqual({ kept: 2, late: 1 });
  });

  test("are not owed where no cadence is", () => {
    expect(countUpdates(null, [update(5, null), update(9, null)])).toEqual({ kept: 0, late: 0 });
  });

  test("are late when the incident ends while one is overdue, and not when it ends before", () => {
    expect(countUpdates(at(10), [status(15, "resolved", null)])).toEqual({ kept: 0, late: 1 });
    expect(countUpdates(at(10), [status(9, "resolved", null), update(30, null)])).toEqual({ kept: 0, late: 0 });
    expect(countUpdates(at(10), [status(15, "mitigating", 25)])).toEqual({ kept: 0, late: 0 });
  });

  test("end with a merge", () => {
    expect(countUpdates(at(10), [entry(12, { kind: "merged" }), update(30, null)])).toEqual({ kept: 0, late: 0 });
  });

  test("are counted alike in one go and piece by piece", () => {
    const all = [update(10, 20), update(21, 30), status(22, "monitoring", 32), update(31, 40), status(50, "resolved", null)];
    const dues = [at(10), at(20), at(30), at(32), at(40)];
    const pieces = all.map((one, index) => countUpdates(dues[index] ?? null, [one]));
    const sum = { kept: pieces.reduce((total, { kept }) => total + kept, 0), late: pieces.reduce((total, { late }) => total + late, 0) };
    expect(countUpdates(at(10), all)).toEqual(sum);
  });
});
