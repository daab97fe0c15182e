import { beforeEach, describe, expect, test } from "vitest";
import { AddNote, AddTask, AssignRole, ChangeAccess, RelateIncident, WatchIncident } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { db } from "#server/platform/db.ts";
import { assignRole } from "#server/roles/index.ts";
import { addTask } from "#server/tasks/index.ts";
import { aScene, type Scene, type Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf, logOf, refusal, roomOf } from "#server/testing/incident.ts";
import { changeAccess } from "./change-access.ts";
import { findIncident } from "./find-incident.ts";
import { relateIncident } from "./relate-incident.ts";
import { watchIncident } from "./watch-incident.ts";

beforeEach(resetDatabase);

const access = (ctx: Someone, reference: string, rest: object) => changeAccess(ctx, ChangeAccess.parse({ reference, ...rest }));
const namesOf = (people: { name: string }[]) => people.map(({ name }) => name).toSorted();

describe("becoming private", () => {
  let scene: Scene;
  let watcher: Someone;
  beforeEach(async () => {
    scene = await aScene();
    watcher = await testPerson({ name: "Wes" });
    await watchIncident(watcher, WatchIncident.parse({ reference: scene.reference, isWatching: true }));
  });

  test("names everybody who works on it, and nobody else watches any more", async () => {
    const { seq } = await access(scene.commander, scene.reference, { visibility: "private" });
    const room = await roomOf(scene.reference);
    expect(namesOf(room.members)).toEqual(["Ada", "Bo", "Cy"]);
    expect(namesOf(room.watchers)).toEqual(["Ada"]);
    expect((await kindsOf(scene.reference)).slice(-2)).toEqual(["access", "watcher"]);
    expect((await logOf(scene.reference)).at(-1)?.seq).toBe(seq);
    expect((await refusal(findIncident(watcher, scene.reference))).code).toBe("not_found");
    expect(await db().incidentPerson.count({ where: { userId: watcher.person.id } })).toBe(0);
  });

  test("by an administrator names them too, and they keep their command of it", async () => {
    const admin = await testPerson({ role: "admin", name: "Root" });
    await access(admin, scene.reference, { visibility: "private" });
    expect(namesOf((await roomOf(scene.reference)).members)).toContain("Root");
    await access(admin, scene.reference, { visibility: "normal" });
    expect(await roomOf(scene.reference)).toMatchObject({ visibility: "normal", members: [] });
    await findIncident(watcher, scene.reference);
  });

  test("then lets named people in and takes others off, with their tasks", async () => {
    await access(scene.commander, scene.reference, { visibility: "private" });
    await access(scene.commander, scene.reference, { add: [watcher.person.id] });
    await addTask(scene.commander, AddTask.parse({ reference: scene.reference, title: "Check", assignee: watcher.person.id }));
    await findIncident(watcher, scene.reference);
    await access(scene.commander, scene.reference, { remove: [watcher.person.id] });
    const room = await roomOf(scene.reference);
    expect(room.tasks.find(({ title }) => title === "Check")?.assignee).toBeNull();
    expect((await refusal(findIncident(watcher, scene.reference))).code).toBe("not_found");
    expect((await refusal(access(scene.commander, scene.reference, { remove: [scene.commander.person.id] }))).message).toContain(
      "Hand over command first",
    );
    expect((await refusal(access(scene.commander, scene.reference, { remove: [scene.responder.person.id] }))).message).toContain("Release them");
  });

  test("is shown again by somebody who may see every private incident that its timeline names", async () => {
    const { commander } = scene;
    const admin = await testPerson({ role: "admin" });
    const members = [commander.person.id, admin.person.id];
    const shared = await anIncident(commander, { visibility: "private", members });
    const hidden = await anIncident(commander, { visibility: "private", members });
    await relateIncident(commander, RelateIncident.parse({ reference: shared, to: hidden }));
    await access(commander, hidden, { visibility: "private", remove: [admin.person.id] });
    const shown = access(admin, shared, { visibility: "normal" });
    expect((await refusal(shown)).message).toContain("names a private incident that you may not see");
    expect((await roomOf(shared)).visibility).toBe("private");
    await access(commander, shared, { visibility: "normal" });
    expect((await roomOf(shared)).visibility).toBe("normal");
  });

  test("refuses work for people who are not named, and says what to do", async () => {
    await access(scene.commander, scene.reference, { visibility: "private" });
    const role = AssignRole.parse({ reference: scene.reference, role: "customer-liaison", user: watcher.person.id });
    expect((await refusal(assignRole(scene.commander, role))).message).toContain("Add Wes to those who may see it first");
    const task = AddTask.parse({ reference: scene.reference, title: "x", assignee: watcher.person.id });
    expect((await refusal(addTask(scene.commander, task))).message).toContain("Add Wes");
  });

  test("tells nobody who is mentioned but not named", async () => {
    await access(scene.commander, scene.reference, { visibility: "private" });
    await db().$executeRaw`DELETE FROM pgboss.job`;
    const text = `@${watcher.person.handle} and @${scene.deputy.person.handle}`;
    const { fact } = await addNote(scene.commander, AddNote.parse({ reference: scene.reference, text }));
    expect(fact).toMatchObject({ mentions: [{ name: "Bo" }] });
    expect((await jobsIn()).map(({ data }) => data.userIds)).toEqual([[scene.deputy.person.id]]);
  });
});

describe("relating incidents", () => {
  const relate = (ctx: Someone, reference: string, to: string, rest: object = {}) =>
    relateIncident(ctx, RelateIncident.parse({ reference, to, ...rest }));

  test("is seen from both sides, each with its own word for it", async () => {
    const ada = await testPerson();
    const [one, two] = [await anIncident(ada), await anIncident(ada, { title: "Database fails" })];
    const { seq } = await relate(ada, one, two, { kind: "caused-by" });
    expect((await roomOf(one)).relations).toEqual([{ reference: two, title: "Database fails", kind: "caused-by" }]);
    expect((await roomOf(two)).relations).toEqual([{ reference: one, title: "Checkout fails", kind: "causes" }]);
    expect(await relate(ada, one, two, { kind: "caused-by" })).toEqual({ seq });
    await relate(ada, two, one, { kind: "duplicate" });
    expect([...(await roomOf(one)).relations, ...(await roomOf(two)).relations].map(({ kind }) => kind)).toEqual(["duplicate", "duplicate"]);
    await relate(ada, one, two, { isRemoved: true });
    expect([...(await roomOf(one)).relations, ...(await roomOf(two)).relations]).toEqual([]);
    expect((await refusal(relate(ada, one, two, { isRemoved: true }))).code).toBe("not_found");
    expect((await refusal(relate(ada, one, one))).code).toBe("invalid_input");
  });

  test("never tells of a private incident where not everybody may know it", async () => {
    const [ada, bo] = [await testPerson(), await testPerson()];
    const open = await anIncident(ada);
    const hidden = await anIncident(ada, { visibility: "private", members: [bo.person.id], title: "Breach" });
    await relate(ada, open, hidden);
    expect((await roomOf(open)).relations).toEqual([]);
    expect((await roomOf(hidden)).relations).toMatchObject([{ reference: open }]);
    await relate(ada, open, hidden, { isRemoved: true });
    expect((await roomOf(hidden)).relations).toEqual([]);
    const other = await anIncident(ada, { visibility: "private", members: [(await testPerson()).person.id] });
    expect((await refusal(relate(ada, hidden, other))).message).toContain("private to different people");
    expect((await refusal(relate(bo, open, other))).code).toBe("not_found");
  });

  test("two at once from both ends do not wait for each other in a circle", async () => {
    const ada = await testPerson();
    const [one, two] = [await anIncident(ada), await anIncident(ada)];
    const rounds = Array.from({ length: 20 }, (_, index) =>
      relate(ada, index % 2 ? one : two, index % 2 ? two : one, { kind: index % 3 ? "related" : "duplicate" }),
    );
    expect((await Promise.allSettled(rounds)).every(({ status }) => status === "fulfilled")).toBe(true);
  });
});
