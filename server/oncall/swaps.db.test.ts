import { beforeEach, describe, expect, test } from "vitest";
import { auditOf } from "#server/auth/testing/people.ts";
import { listNotifications } from "#server/notifications/index.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { addOverride, answerSwap, cancelSwap, readOwn, readShifts, requestSwap } from "./index.ts";
import { aScene, type Caller, type Scene, setClock } from "./testing/scene.ts";

let scene: Scene;
beforeEach(async () => {
  await resetDatabase();
  scene = await aScene();
});

/** Ada's and Bo's next whole shifts. */
const ADAS = { from: "2026-03-03T09:00:00.000Z", to: "2026-03-04T09:00:00.000Z" };
const BOS = { from: "2026-03-04T09:00:00.000Z", to: "2026-03-05T09:00:00.000Z" };

const ask = (by: Caller, to: Caller, part: object = {}) =>
  requestSwap(by, { schedule: scene.schedule, to: to.person.id, give: ADAS, take: null, message: "", ...part });
const inboxOf = async (who: Caller) => (await listNotifications(who, { isUnread: true, limit: 50 })).items.map(({ title }) => title);
const people = async () =>
  (await readShifts(scene.viewer, { schedule: scene.schedule, from: ADAS.from, to: BOS.to })).shifts.map(({ person }) => person.name);

describe("a swap", () => {
  test("changes nothing until it is accepted, and then becomes overrides of both shifts", async () => {
    const { id } = await ask(scene.ada, scene.bo, { take: BOS, message: "School play" });
    expect(await inboxOf(scene.bo)).toEqual(["Ada asks you to take a shift"]);
    expect(await people()).toEqual(["Ada", "Bo"]);
    expect((await readOwn(scene.bo, { days: 30 })).swaps).toMatchObject([
      { id, from: { name: "Ada" }, give: ADAS, take: BOS, state: "open", message: "School play" },
    ]);
    const { overrides } = await answerSwap(scene.bo, { id, isAccepted: true });
    expect(overrides).toHaveLength(2);
    expect(await people()).toEqual(["Bo", "Ada"]);
    expect(await inboxOf(scene.ada)).toEqual(["Bo takes your shift"]);
    expect(await auditOf("oncall.swap.request", scene.slug)).toMatchObject([{ detail: { id, give: ADAS, take: BOS } }]);
    expect(await auditOf("oncall.swap.accept", scene.slug)).toMatchObject([{ detail: { id, overrides } }]);
    expect((await readOwn(scene.ada, { days: 30 })).swaps).toEqual([]);
  });

  test("may be a gift, and goes to somebody who is not in the rotation too", async () => {
    const { id } = await ask(scene.ada, scene.stranger);
    await answerSwap(scene.stranger, { id, isAccepted: true });
    expect(await people()).toEqual(["Sam", "Bo"]);
    const { shifts } = await readOwn(scene.stranger, { days: 30 });
    expect(shifts).toMatchObject([{ ...ADAS, schedule: { slug: scene.slug }, origin: { kind: "override" } }]);
  });

  test("is answered by whoever was asked, once, and withdrawn by whoever asked", async () => {
    const { id } = await ask(scene.ada, scene.bo);
    for (const other of [scene.ada, scene.admin])
      await expect(answerSwap(other, { id, isAccepted: true })).rejects.toMatchObject({ code: "forbidden" });
    await expect(cancelSwap(scene.bo, { id })).rejects.toMatchObject({ code: "forbidden" });
    await answerSwap(scene.bo, { id, isAccepted: false });
    expect(await people()).toEqual(["Ada", "Bo"]);
    expect(await inboxOf(scene.ada)).toEqual(["Bo cannot take your shift"]);
    await expect(answerSwap(scene.bo, { id, isAccepted: true })).rejects.toMatchObject({ code: "already_done" });
    await expect(cancelSwap(scene.ada, { id })).rejects.toMatchObject({ code: "already_done" });
    const second = await ask(scene.ada, scene.bo);
    await cancelSwap(scene.ada, { id: second.id });
    await expect(answerSwap(scene.bo, { id: second.id, isAccepted: true })).rejects.toMatchObject({ code: "already_done" });
    for (const action of ["oncall.swap.decline", "oncall.swap.cancel"]) expect(await auditOf(action, scene.slug)).toHaveLength(1);
  });

  test("is asked only of one's own hours, for theirs, once, and of somebody who can be on call", async () => {
    await expect(ask(scene.ada, scene.ada)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(ask(scene.bo, scene.ada)).rejects.toThrow("Ada is on call in these hours, not Bo.");
    await expect(ask(scene.ada, scene.bo, { take: ADAS })).rejects.toThrow("Ada is on call in these hours, not Bo.");
    await expect(ask(scene.ada, scene.viewer)).rejects.toThrow("Vera is a viewer");
    await expect(ask(scene.viewer, scene.ada)).rejects.toMatchObject({ code: "forbidden" });
    await expect(ask(scene.ada, scene.bo, { give: { from: "2026-03-01T09:00:00.000Z", to: "2026-03-02T09:00:00.000Z" } })).rejects.toThrow("over");
    await ask(scene.ada, scene.bo);
    await expect(ask(scene.ada, scene.bo)).rejects.toMatchObject({ code: "already_done" });
    expect(await db().oncallSwap.count()).toBe(1);
  });

  test("is refused when the schedule has changed since, and stays to be declined", async () => {
    const { id } = await ask(scene.ada, scene.bo);
    await addOverride(scene.stranger, {
      schedule: scene.schedule,
      person: scene.stranger.person.id,
      from: ADAS.from,
      to: "2026-03-03T10:00:00.000Z",
      reason: "",
    });
    await expect(answerSwap(scene.bo, { id, isAccepted: true })).rejects.toThrow("Sam is on call in these hours, not Ada.");
    expect(await db().oncallOverride.count()).toBe(1);
    await answerSwap(scene.bo, { id, isAccepted: false });
  });

  test("of a shift that has begun covers what is left, and none of one that is over", async () => {
    const { id } = await ask(scene.ada, scene.bo);
    const late = await ask(scene.ada, scene.stranger);
    await setClock("2026-03-03T20:00:00.000Z");
    expect((await readOwn(scene.ada, { days: 3 })).shifts[0]).toMatchObject(ADAS);
    const [override] = (await answerSwap(scene.bo, { id, isAccepted: true })).overrides;
    const row = await db().oncallOverride.findUniqueOrThrow({ where: { id: override ?? "" } });
    expect(row.startsAt.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-03-03T20:00:00.000Z"));
    await setClock("2026-03-04T10:00:00.000Z");
    await expect(answerSwap(scene.stranger, { id: late.id, isAccepted: true })).rejects.toThrow("over");
    expect((await readOwn(scene.stranger, { days: 3 })).swaps).toMatchObject([{ state: "expired" }]);
  });

  test("accepted twice at once becomes overrides once", async () => {
    const { id } = await ask(scene.ada, scene.bo);
    const outcomes = await Promise.allSettled([1, 2].map(() => answerSwap(scene.bo, { id, isAccepted: true })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().oncallOverride.count()).toBe(1);
  });
});
