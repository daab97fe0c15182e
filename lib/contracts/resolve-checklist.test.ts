import { describe, expect, test } from "vitest";
import { anInterval, aRoom, minutesPast, NOON } from "../testing/room.ts";
import type { TimestampValue } from "./incident.ts";
import { NO_FIGURES } from "./incident.ts";
import { type ResolveCriterion, resolveChecklist } from "./resolve-checklist.ts";
import type { RoomState } from "./room.ts";

const at = (minute: number): TimestampValue => ({ at: minutesPast(minute), source: "automatic", by: "Ada" });
const over = anInterval(1, { endedAt: minutesPast(10) });

function answer(key: ResolveCriterion["key"], room: Partial<RoomState>, now = NOON): boolean | null | undefined {
  return resolveChecklist(aRoom(room), now).find((criterion) => criterion.key === key)?.isMet;
}

describe("what should hold before an incident is called resolved", () => {
  test("names the four criteria in order, each with a reason", () => {
    const list = resolveChecklist(aRoom(), NOON);
    expect(list.map(({ key }) => key)).toEqual(["cause", "metrics", "impact", "stable"]);
    expect(list.every(({ why }) => why.endsWith("."))).toBe(true);
  });

  test("the cause is fixed when it is identified and mitigated", () => {
    expect(answer("cause", { phase: "investigating" })).toBe(false);
    expect(answer("cause", { phase: "monitoring", timestamps: { mitigatedAt: at(5) } })).toBeNull();
    expect(answer("cause", { phase: "mitigating", timestamps: { identifiedAt: at(5) } })).toBe(false);
    expect(answer("cause", { phase: "monitoring", timestamps: { identifiedAt: at(4), mitigatedAt: at(5) } })).toBe(true);
  });

  test("metrics are only known to be bad", () => {
    expect(answer("metrics", { intervals: [anInterval(1)] })).toBe(false);
    expect(answer("metrics", { intervals: [over] })).toBeNull();
  });

  test("impact is over when every stretch has ended, or there was none", () => {
    expect(answer("impact", { intervals: [over, anInterval(2)] })).toBe(false);
    expect(answer("impact", { intervals: [over] })).toBe(true);
    expect(answer("impact", { figures: { ...NO_FIGURES, none: true } })).toBe(true);
    expect(answer("impact", {})).toBeNull();
  });

  test("stable means fifteen minutes since the last turn", () => {
    const monitoring: Partial<RoomState> = { phase: "monitoring", intervals: [over] };
    expect(answer("stable", monitoring, minutesPast(24))).toBe(false);
    expect(answer("stable", monitoring, minutesPast(25))).toBe(true);
    expect(answer("stable", { ...monitoring, timestamps: { mitigatedAt: at(20) } }, minutesPast(30))).toBe(false);
    expect(answer("stable", { ...monitoring, intervals: [over, anInterval(2)] }, minutesPast(60))).toBe(false);
    expect(answer("stable", { phase: "monitoring" }, minutesPast(60))).toBeNull();
  });

  test("a severity changed since then starts the wait again", () => {
    const severities = [
      { value: "SEV2", startedAt: NOON, endedAt: minutesPast(20) },
      { value: "SEV1", startedAt: minutesPast(20), endedAt: null },
    ];
    expect(answer("stable", { phase: "monitoring", intervals: [over], severities }, minutesPast(30))).toBe(false);
  });
});
