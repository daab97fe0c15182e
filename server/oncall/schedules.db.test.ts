import { beforeEach, describe, expect, test } from "vitest";
import { auditOf } from "#server/auth/testing/people.ts";
import { deactivatePerson, findPerson } from "#server/people/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { resetDatabase } from "#server/testing/database.ts";
import {
  archiveSchedule,
  changeSchedule,
  findSchedule,
  listGaps,
  listSchedules,
  loadSchedules,
  readOwn,
  readSchedule,
  readShifts,
  resolveSchedule,
  whoIsOnCall,
} from "./index.ts";
import { aLayer, aScene, aSchedule, type Scene } from "./testing/scene.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

const TUESDAY = { from: "2026-03-03T00:00:00.000Z", to: "2026-03-04T00:00:00.000Z" };

describe("a schedule", () => {
  test("is made with its layers, and leaves a row in the audit trail", async () => {
    const read = await readSchedule(scene.viewer, { slug: scene.slug });
    expect(read).toMatchObject({ slug: "payments", version: 1, mayChange: false, warnsOfGaps: true, team: { id: scene.team } });
    expect(read.people.map(({ name }) => name)).toEqual(["Ada", "Bo"]);
    expect(await auditOf("oncall.schedule.create", scene.slug)).toMatchObject([{ detail: { id: scene.schedule, name: "Payments" } }]);
    const [listed] = await listSchedules(scene.viewer, { includeArchived: false });
    expect(listed).toMatchObject({ slug: "payments", layers: 1, people: 2, isArchived: false });
  });

  test("gets an address of its own, which is no place of the console", async () => {
    expect((await aSchedule(scene.admin, {})).slug).toBe("payments-2");
    expect((await aSchedule(scene.admin, { name: "New" })).slug).toBe("new-2");
    expect(await findSchedule(scene.viewer, "PAYMENTS")).toBe(scene.schedule);
    await expect(findSchedule(scene.viewer, "nothing")).rejects.toMatchObject({ code: "not_found" });
  });

  test("is made and changed by administrators and leads of its team, and by nobody else", async () => {
    await expect(aSchedule(scene.lead, { team: scene.team })).resolves.toMatchObject({ slug: "payments-2" });
    await expect(aSchedule(scene.lead, {})).rejects.toMatchObject({ code: "forbidden" });
    expect(
      (await Promise.all([scene.admin, scene.lead, scene.ada, scene.viewer].map((ctx) => readOwn(ctx, { days: 1 })))).map((own) => own.mayCreate),
    ).toEqual([true, true, false, false]);
    await expect(aSchedule(scene.ada, { team: scene.team })).rejects.toMatchObject({ code: "forbidden" });
    const change = { id: scene.schedule, version: 1, change: { name: "Money" } };
    for (const ctx of [scene.ada, scene.viewer]) await expect(changeSchedule(ctx, change)).rejects.toMatchObject({ code: "forbidden" });
    await expect(archiveSchedule(scene.ada, { id: scene.schedule, isArchived: true })).rejects.toMatchObject({ code: "forbidden" });
    expect(await auditOf("oncall.schedule.change")).toEqual([]);
    expect(await changeSchedule(scene.lead, change)).toEqual({ version: 2 });
    expect((await readSchedule(scene.lead, { slug: scene.slug })).mayChange).toBe(true);
  });

  test("is not handed to a team by somebody who does not lead that one", async () => {
    const { id: other } = await db().team.create({ data: { id: newId(), slug: "other", name: "Other" } });
    const change = { id: scene.schedule, version: 1, change: { team: other } };
    await expect(changeSchedule(scene.lead, change)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeSchedule(scene.admin, { ...change, change: { team: newId() } })).rejects.toMatchObject({ code: "not_found" });
    expect(await changeSchedule(scene.admin, change)).toEqual({ version: 2 });
  });

  test("takes no people who left, no viewers, and nobody unknown; those who left later may stay", async () => {
    for (const [who, code] of [
      [scene.viewer.person.id, "invalid_input"],
      [newId(), "not_found"],
    ] as const)
      await expect(aSchedule(scene.admin, { layers: [aLayer([who])] })).rejects.toMatchObject({ code });
    await db().user.update({ where: { id: scene.ada.person.id }, data: { deactivatedAt: new Date() } });
    await expect(aSchedule(scene.admin, { layers: [aLayer([scene.ada.person.id])] })).rejects.toThrow("Ada has left");
    const layers = [aLayer([scene.ada.person.id, scene.stranger.person.id])];
    expect(await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { layers } })).toEqual({ version: 2 });
  });

  test("that somebody else changed meanwhile answers with both versions, and a change of nothing changes nothing", async () => {
    const at = { id: scene.schedule, version: 1 };
    await changeSchedule(scene.admin, { ...at, change: { description: "Theirs" } });
    await expect(changeSchedule(scene.lead, { ...at, change: { description: "Mine" } })).rejects.toMatchObject({
      code: "conflict",
      conflict: { field: "description", yours: { description: "Mine" }, theirs: { description: "Theirs" }, by: "Root" },
    });
    expect(await changeSchedule(scene.lead, { ...at, change: { description: "Theirs" } })).toEqual({ version: 2 });
    expect(await auditOf("oncall.schedule.change", scene.slug)).toMatchObject([{ detail: { description: { from: "", to: "Theirs" } } }]);
  });

  test("two who change it at once: one wins, the other is told", async () => {
    const outcomes = await Promise.allSettled(
      [scene.admin, scene.lead].map((ctx, index) => changeSchedule(ctx, { id: scene.schedule, version: 1, change: { name: `Name ${index}` } })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("that is archived counts nowhere, and comes back as it was", async () => {
    await archiveSchedule(scene.lead, { id: scene.schedule, isArchived: true });
    await archiveSchedule(scene.lead, { id: scene.schedule, isArchived: true });
    expect((await whoIsOnCall(scene.viewer, {})).items).toEqual([]);
    expect(await listSchedules(scene.viewer, { includeArchived: true })).toMatchObject([{ isArchived: true }]);
    await archiveSchedule(scene.lead, { id: scene.schedule, isArchived: false });
    expect((await whoIsOnCall(scene.viewer, {})).items).toHaveLength(1);
    for (const action of ["oncall.schedule.archive", "oncall.schedule.unarchive"]) expect(await auditOf(action, scene.slug)).toHaveLength(1);
  });
});

describe("who is on call", () => {
  test("is said for now by the database's clock, with until when, how to reach them and who follows", async () => {
    await db().user.update({ where: { id: scene.bo.person.id }, data: { phone: "+43 1 555 0100" } });
    const { items } = await whoIsOnCall(scene.viewer, {});
    expect(items).toMatchObject([
      {
        schedule: { slug: "payments" },
        now: { person: { name: "Bo" } },
        until: "2026-03-03T09:00:00.000Z",
        next: { person: { name: "Ada" } },
        reach: { handle: scene.bo.person.handle, phone: "+43 1 555 0100" },
      },
    ]);
    const later = await whoIsOnCall(scene.viewer, { at: "2026-03-03T10:00:00.000Z", schedule: scene.schedule });
    expect(later.items[0]?.now?.person.name).toBe("Ada");
  });

  test("is the same for the engine, which gives its schedules and an instant", async () => {
    const schedules = await loadSchedules(db(), [newId(), scene.schedule]);
    expect(schedules).toHaveLength(1);
    expect(resolveSchedule(schedules, scene.schedule, "2026-03-02T12:00:00.000Z")).toMatchObject({ id: scene.bo.person.id, name: "Bo" });
    expect(resolveSchedule(schedules, newId(), "2026-03-02T12:00:00.000Z")).toBeNull();
  });

  test("is nobody for the turns of somebody who left, with the reason", async () => {
    expect((await listGaps(scene.viewer, { days: 30 })).items).toEqual([]);
    await deactivatePerson({ ...scene.admin, isSystem: true }, { id: await findPerson(scene.admin, scene.ada.person.handle) });
    const { items } = await listGaps(scene.viewer, { days: 2 });
    expect(items).toMatchObject([{ from: "2026-03-03T09:00:00.000Z", left: { name: "Ada" }, schedule: { slug: "payments" } }]);
    const { shifts, gaps, load } = await readShifts(scene.viewer, { schedule: scene.schedule, ...TUESDAY });
    expect(shifts.map(({ person, to }) => [person.name, to])).toEqual([["Bo", "2026-03-03T09:00:00.000Z"]]);
    expect(gaps).toMatchObject([{ from: "2026-03-03T09:00:00.000Z", to: TUESDAY.to, left: { name: "Ada" } }]);
    expect(load).toMatchObject([{ person: { name: "Bo" }, hours: 9, outOfHours: 9 }]);
    await changeSchedule(scene.admin, { id: scene.schedule, version: 1, change: { warnsOfGaps: false } });
    expect((await listGaps(scene.viewer, { days: 2 })).items).toEqual([]);
  });
});
