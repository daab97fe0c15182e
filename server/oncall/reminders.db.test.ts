import { beforeEach, describe, expect, test } from "vitest";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { setTeamMember } from "#server/teams/index.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { changeSchedule, remind } from "./index.ts";
import { aLayer, aScene, HOUR_MS, type Scene, setClock } from "./testing/scene.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

const told = async (kind: string) =>
  (await db().notification.findMany({ where: { kind }, orderBy: { createdAt: "asc" } })).map(({ userId, title }) => ({ userId, title }));

describe("a reminder of a shift", () => {
  test("comes within a day and again within an hour, once each, however many workers there are", async () => {
    await Promise.all([remind(systemCtx()), remind(systemCtx())]);
    await remind(systemCtx());
    expect(await told("oncall.shift")).toEqual([{ userId: scene.ada.person.id, title: "Your shift begins within a day: Payments" }]);
    await setClock("2026-03-03T08:05:00.000Z");
    await Promise.all([remind(systemCtx()), remind(systemCtx())]);
    expect((await told("oncall.shift")).filter(({ userId }) => userId === scene.ada.person.id).map(({ title }) => title)).toEqual([
      "Your shift begins within a day: Payments",
      "Your shift begins within the hour: Payments",
    ]);
  });

  test("says when to look again", async () => {
    const next = await remind(systemCtx());
    // Bo's shift on Wednesday at 09:00 comes within a day at 09:00 on Tuesday; Ada's within an hour at 08:00.
    expect(next).toBeGreaterThan(19 * HOUR_MS);
    expect(next).toBeLessThanOrEqual(20 * HOUR_MS);
  });
});

describe("a warning of gaps", () => {
  const nights = (people: string[]) => [aLayer(people, { restrictions: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "18:00" }] })];

  test("goes to the leads of the team, or to administrators where there are none, once", async () => {
    const layers = [aLayer([scene.ada.person.id], { restrictions: [{ days: [1, 2, 3, 4, 5, 6], from: "00:00", to: "00:00" }] })];
    await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { layers } });
    await remind(systemCtx());
    await setClock("2026-03-02T18:00:00.000Z");
    await remind(systemCtx());
    expect(await told("oncall.gap")).toEqual([{ userId: scene.lead.person.id, title: "Nobody will be on call: Payments" }]);
    await setTeamMember(scene.admin, { id: scene.team, person: scene.lead.person.id, isMember: true, isLead: false });
    await remind(systemCtx());
    expect((await told("oncall.gap")).map(({ userId }) => userId)).toEqual([scene.lead.person.id, scene.admin.person.id]);
  });

  test("comes once a week where every night is one, and not where that is meant", async () => {
    await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { layers: nights([scene.ada.person.id]) } });
    for (const day of ["02", "03", "04"]) {
      await setClock(`2026-03-${day}T20:00:00.000Z`);
      await remind(systemCtx());
    }
    expect(await told("oncall.gap")).toEqual([{ userId: scene.lead.person.id, title: "Nobody is on call now: Payments" }]);
    await changeSchedule(scene.admin, { id: scene.schedule, version: 2, change: { warnsOfGaps: false } });
    await setClock("2026-03-20T20:00:00.000Z");
    await remind(systemCtx());
    expect(await told("oncall.gap")).toHaveLength(1);
  });
});
