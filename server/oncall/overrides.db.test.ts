import { beforeEach, describe, expect, test } from "vitest";
import { auditOf } from "#server/auth/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { addOverride, archiveSchedule, readShifts, removeOverride, whoIsOnCall } from "./index.ts";
import { aScene, type Scene, setClock } from "./testing/scene.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

const AFTERNOON = { from: "2026-03-03T13:00:00.000Z", to: "2026-03-03T17:00:00.000Z" };
const add = (ctx: Parameters<typeof addOverride>[0], part: object) =>
  addOverride(ctx, { schedule: scene.schedule, person: scene.stranger.person.id, ...AFTERNOON, reason: "", ...part });
const namesOn = async (from: string, to: string) =>
  (await readShifts(scene.viewer, { schedule: scene.schedule, from, to })).shifts.map((shift) => `${shift.from.slice(11, 16)} ${shift.person.name}`);

describe("an override", () => {
  test("of oneself is a responder's right; it counts from its beginning until its end, and leaves a row", async () => {
    const { id } = await add(scene.stranger, { reason: "Ada is at the dentist" });
    expect(await namesOn("2026-03-03T10:00:00.000Z", "2026-03-03T20:00:00.000Z")).toEqual(["10:00 Ada", "13:00 Sam", "17:00 Ada"]);
    expect(await auditOf("oncall.override.add", scene.slug)).toMatchObject([{ detail: { id, person: scene.stranger.person.id, ...AFTERNOON } }]);
    expect(await db().notification.count()).toBe(0);
  });

  test("of somebody else is for leads and administrators, and is told to whom it puts on call", async () => {
    await expect(add(scene.ada, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(add(scene.viewer, { person: scene.viewer.person.id })).rejects.toMatchObject({ code: "forbidden" });
    await add(scene.lead, {});
    const [told] = await db().notification.findMany();
    expect(told).toMatchObject({ userId: scene.stranger.person.id, kind: "oncall.override", title: "Lea put you on call: Payments" });
    await expect(add(scene.admin, { person: scene.viewer.person.id })).rejects.toThrow("Vera is a viewer");
    expect(await db().oncallOverride.count()).toBe(1);
  });

  test("taken at once begins now: what is past stays as it was", async () => {
    const { from } = await add(scene.stranger, { from: "2026-03-02T09:00:00.000Z", to: "2026-03-02T15:00:00.000Z" });
    expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse("2026-03-02T12:00:00.000Z"));
    expect((await whoIsOnCall(scene.viewer, { at: "2026-03-02T11:00:00.000Z" })).items[0]?.now?.person.name).toBe("Bo");
    expect((await whoIsOnCall(scene.viewer, {})).items[0]?.now?.person.name).toBe("Sam");
    await expect(add(scene.stranger, { from: "2026-03-01T09:00:00.000Z", to: "2026-03-02T11:00:00.000Z" })).rejects.toThrow("These hours are over");
  });

  test("is not for an archived schedule", async () => {
    await archiveSchedule(scene.lead, { id: scene.schedule, isArchived: true });
    await expect(add(scene.stranger, {})).rejects.toMatchObject({ code: "conflict" });
  });

  test("is taken back by whom it puts on call, who made it, or a lead; then it was never there", async () => {
    for (const by of [scene.stranger, scene.lead, scene.admin]) {
      const { id } = await add(scene.lead, {});
      await expect(removeOverride(scene.ada, { id })).rejects.toMatchObject({ code: "forbidden" });
      await removeOverride(by, { id });
      await expect(removeOverride(by, { id })).rejects.toMatchObject({ code: "already_done" });
    }
    expect(await namesOn("2026-03-03T10:00:00.000Z", "2026-03-03T20:00:00.000Z")).toEqual(["10:00 Ada"]);
    expect(await auditOf("oncall.override.remove", scene.slug)).toHaveLength(3);
  });

  test("that has begun ends when it is taken back, and is over when it is over", async () => {
    const { id } = await add(scene.stranger, {});
    await setClock("2026-03-03T15:00:00.000Z");
    await removeOverride(scene.stranger, { id });
    const shifts = await namesOn("2026-03-03T12:00:00.000Z", "2026-03-03T20:00:00.000Z");
    expect(shifts).toEqual(["12:00 Ada", "13:00 Sam", "15:00 Ada"]);
    await setClock("2026-03-03T18:00:00.000Z");
    await expect(removeOverride(scene.stranger, { id })).rejects.toMatchObject({ code: "conflict" });
  });
});
