import { describe, expect, test } from "vitest";
import type { PagingSchedule } from "#server/oncall/index.ts";
import { onCallOf } from "./on-call.ts";

const NOON = "2026-11-23T12:00:00.000Z";
const ADA = "00000000-0000-4000-8000-000000000001";
const BO = "00000000-0000-4000-8000-000000000002";

function schedule(id: string, teamId: string | null, people: string[], hours?: { from: string; to: string }): PagingSchedule {
  return {
    id,
    slug: id,
    name: id,
    zone: "UTC",
    teamId,
    layers: [
      {
        id: "00000000-0000-4000-8000-0000000000f1",
        name: "Primary",
        people,
        rotation: { every: 1, unit: "week" },
        startsOn: "2026-11-02",
        handOffAt: "09:00",
        zone: "UTC",
        restrictions: hours ? [{ days: [1, 2, 3, 4, 5, 6, 7], ...hours }] : [],
      },
    ],
    overrides: [],
    people: [
      { id: ADA, name: "Ada", isActive: true, zone: null },
      { id: BO, name: "Bo", isActive: true, zone: null },
    ],
  };
}

describe("who is on call for paging", () => {
  test("is by the schedules of the owning teams, and by all where these have none", () => {
    const onCall = onCallOf([schedule("payments", "t1", [ADA]), schedule("search", "t2", [BO])]);
    expect(onCall.schedulesOf(["t1"])).toEqual(["payments"]);
    expect(onCall.schedulesOf(["t9"])).toEqual(["payments", "search"]);
    expect(onCall.at(["payments", "search"], NOON).people.map(({ name }) => name)).toEqual(["Ada", "Bo"]);
  });

  test("names each person once, and says by which schedules nobody is", () => {
    const onCall = onCallOf([
      schedule("payments", "t1", [ADA]),
      schedule("search", "t2", [ADA]),
      schedule("night", null, [BO], { from: "22:00", to: "06:00" }),
    ]);
    expect(onCall.at(["payments", "search"], NOON).people).toHaveLength(1);
    expect(onCall.at(["night"], NOON)).toEqual({ people: [], problem: "Nobody is on call by night" });
    expect(onCall.at(["night"], "2026-11-23T23:00:00.000Z").people.map(({ name }) => name)).toEqual(["Bo"]);
    expect(onCall.at(["gone"], NOON).problem).toContain("archived");
    expect(onCallOf([]).at([], NOON).problem).toContain("no on-call schedule");
  });
});
