import { beforeEach, describe, expect, test } from "vitest";
import { AddTask, ChangeTask } from "#lib/contracts/incident-commands.ts";
import { db } from "#server/platform/db.ts";
import type { ConflictError } from "#server/platform/errors.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { addTask, changeTask } from "./index.ts";

let ada: Someone;
let bo: Someone;
let reference: string;
beforeEach(async () => {
  await resetDatabase();
  [ada, bo] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" })];
  reference = await anIncident(ada);
});

const add = (title: string, assignee?: Someone) => addTask(ada, AddTask.parse({ reference, title, assignee: assignee?.person.id }));
const change = (id: string, rest: object, by = ada) => changeTask(by, ChangeTask.parse({ reference, id, ...rest }));
const tasks = async () => (await roomOf(reference)).tasks;

describe("next actions", () => {
  test("are added at the end, and tell whom they are given to", async () => {
    await add("One");
    await add("Two", bo);
    expect((await tasks()).map(({ title, state, assignee }) => [title, state, assignee?.name])).toEqual([
      ["One", "open", undefined],
      ["Two", "open", "Bo"],
    ]);
    expect((await jobsIn()).map(({ data }) => data.userIds)).toEqual([[bo.person.id]]);
    expect(await db().incidentPerson.count({ where: { userId: bo.person.id, hasTask: true } })).toBe(1);
  });

  test("are done, opened again and given away", async () => {
    const { id } = await add("One", bo);
    await change(id, { state: "done" }, bo);
    expect((await tasks())[0]?.doneAt).not.toBeNull();
    expect(await db().incidentPerson.count({ where: { userId: bo.person.id } })).toBe(0);
    await change(id, { state: "open", assignee: null });
    expect((await tasks())[0]).toMatchObject({ doneAt: null, assignee: null });
    const { lastSeq } = await storedIncident(reference);
    expect(await change(id, { state: "open", assignee: null })).toEqual({ seq: lastSeq });
  });

  test("keep both titles when two people write one", async () => {
    const { id } = await add("One");
    await change(id, { title: "Uno", expectedTitle: "One" });
    const refused = await refusal(change(id, { title: "Eins", expectedTitle: "One" }, bo));
    expect((refused as ConflictError).conflict).toMatchObject({ yours: "Eins", theirs: "Uno", by: "Ada" });
  });

  test("are put in order and removed", async () => {
    const [one, two, three] = [await add("One"), await add("Two"), await add("Three")];
    await change(three.id, { before: one.id });
    await change(one.id, { before: null });
    expect((await tasks()).map(({ title }) => title)).toEqual(["Three", "Two", "One"]);
    await change(two.id, { isRemoved: true });
    expect((await refusal(change(two.id, { state: "done" }))).code).toBe("not_found");
    expect((await refusal(change(one.id, { before: two.id }))).code).toBe("not_found");
    expect((await tasks()).map(({ title }) => title)).toEqual(["Three", "One"]);
  });

  test("stay in order when one gap is used up", async () => {
    const [one, two, three] = [await add("One"), await add("Two"), await add("Three")];
    let [middle, last] = [two, three];
    for (let round = 0; round < 60; round += 1) {
      await change(last.id, { before: middle.id });
      [middle, last] = [last, middle];
      expect((await tasks()).map(({ id }) => id)).toEqual([one.id, middle.id, last.id]);
    }
    expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
  });

  test("are not given to viewers", async () => {
    const viewer = await testPerson({ role: "viewer", name: "Vi" });
    expect((await refusal(add("One", viewer))).message).toContain("Vi is a viewer");
  });
});
