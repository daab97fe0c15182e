import { beforeEach, describe, expect, test } from "vitest";
import {
  AddLink,
  AddTask,
  ChangeServices,
  ChangeStatus,
  ChangeTask,
  MergeIncident,
  UnmergeIncident,
  WatchIncident,
} from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { addTask, changeTask } from "#server/tasks/index.ts";
import { aScene, type Someone } from "#server/testing/commands.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, failingAtCommit, fingerprint, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { addLink } from "./add-link.ts";
import { changeServices } from "./change-services.ts";
import { changeStatus } from "./change-status.ts";
import { mergeIncident } from "./merge-incident.ts";
import { unmergeIncident } from "./unmerge-incident.ts";
import { watchIncident } from "./watch-incident.ts";

beforeEach(resetDatabase);

const merge = (ctx: Someone, reference: string, into: string) => mergeIncident(ctx, MergeIncident.parse({ reference, into }));
const unmerge = (ctx: Someone, reference: string) => unmergeIncident(ctx, UnmergeIncident.parse({ reference }));

/** What a merge and its undoing may not change for good: everything but the course of phases and the clock. */
function lasting({ phases, nextUpdateDueAt, handover, ...rest }: RoomState) {
  return rest;
}

async function expectSound(...references: string[]): Promise<void> {
  for (const reference of references) expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
}

/** An incident with a service, a task, a link and a watcher of its own. */
async function furnished(ada: Someone, title: string, services: string[]) {
  const reference = await anIncident(ada, { title, services });
  const { id: task } = await addTask(ada, AddTask.parse({ reference, title: `Task of ${title}` }));
  await addLink(ada, AddLink.parse({ reference, url: `https://example.com/${title.replaceAll(" ", "-")}` }));
  const watcher = await testPerson();
  await watchIncident(watcher, WatchIncident.parse({ reference, isWatching: true }));
  return { reference, task, watcher };
}

describe("merging", () => {
  test("moves what the other lacks, and the source becomes read-only and points there", async () => {
    const ada = await testPerson();
    const [shop, search] = [await aService("shop"), await aService("search")];
    const source = await furnished(ada, "Shop fails", [shop, search]);
    const target = await furnished(ada, "Checkout fails", [shop]);
    await merge(ada, source.reference, target.reference);
    const [from, into] = [await roomOf(source.reference), await roomOf(target.reference)];
    expect(from).toMatchObject({ phase: "merged", mergedInto: { reference: target.reference, title: "Checkout fails" }, nextUpdateDueAt: null });
    expect(into.absorbed).toMatchObject([{ reference: source.reference }]);
    expect(into.services.map(({ id }) => id)).toEqual([shop, search]);
    expect(into.tasks.map(({ title, position }) => [title, position])).toEqual([
      ["Task of Checkout fails", 1],
      ["Task of Shop fails", 2],
    ]);
    expect(into.links).toHaveLength(2);
    expect(into.watchers).toHaveLength(3);
    await expectSound(source.reference, target.reference);
  });

  test("and undoing it leaves both exactly as they were", async () => {
    const ada = await testPerson();
    const [shop, search] = [await aService("shop"), await aService("search")];
    const source = await furnished(ada, "Shop fails", [shop, search]);
    const target = await furnished(ada, "Checkout fails", [shop]);
    const before = [await roomOf(source.reference), await roomOf(target.reference)].map(lasting);
    await merge(ada, source.reference, target.reference);
    await unmerge(ada, source.reference);
    expect([await roomOf(source.reference), await roomOf(target.reference)].map(lasting)).toEqual(before);
    expect((await roomOf(source.reference)).nextUpdateDueAt).not.toBeNull();
    expect((await refusal(unmerge(ada, source.reference))).code).toBe("already_done");
    await merge(ada, source.reference, target.reference);
    await unmerge(ada, source.reference);
    expect([await roomOf(source.reference), await roomOf(target.reference)].map(lasting)).toEqual(before);
    await expectSound(source.reference, target.reference);
  });

  test("keeps for the target what its people did themselves, and takes work on the moved tasks back", async () => {
    const ada = await testPerson();
    const [shop, search] = [await aService("shop"), await aService("search")];
    const source = await furnished(ada, "Shop fails", [search]);
    const target = await furnished(ada, "Checkout fails", [shop]);
    await merge(ada, source.reference, target.reference);
    await changeTask(ada, ChangeTask.parse({ reference: target.reference, id: source.task, state: "done" }));
    await changeServices(ada, ChangeServices.parse({ reference: target.reference, remove: [search] }));
    await changeServices(ada, ChangeServices.parse({ reference: target.reference, add: [search] }));
    await unmerge(ada, source.reference);
    const [from, into] = [await roomOf(source.reference), await roomOf(target.reference)];
    expect(into.services.map(({ id }) => id)).toEqual([shop, search]);
    expect(into.tasks.map(({ title }) => title)).toEqual(["Task of Checkout fails"]);
    expect(from.tasks).toMatchObject([{ id: source.task, state: "done", position: 1 }]);
    await expectSound(source.reference, target.reference);
  });

  test("of two into one, undone in either order, leaves no trace and takes nothing too early", async () => {
    const ada = await testPerson();
    const [shop, search] = [await aService("shop"), await aService("search")];
    const target = await furnished(ada, "Checkout fails", [shop]);
    const one = await furnished(ada, "One", [search]);
    const two = await furnished(ada, "Two", [search]);
    const alone = lasting(await roomOf(target.reference));
    for (const order of [
      [one.reference, two.reference],
      [two.reference, one.reference],
    ] as const) {
      await merge(ada, one.reference, target.reference);
      await merge(ada, two.reference, target.reference);
      await unmerge(ada, order[0]);
      expect((await roomOf(target.reference)).services.map(({ id }) => id)).toEqual([shop, search]);
      await unmerge(ada, order[1]);
      expect(lasting(await roomOf(target.reference))).toEqual(alone);
    }
    await expectSound(target.reference, one.reference, two.reference);
  });

  test("in a chain is undone from its end", async () => {
    const ada = await testPerson();
    const service = await aService("shop");
    const a = await furnished(ada, "A", [service]);
    const b = await furnished(ada, "B", []);
    const c = await furnished(ada, "C", []);
    const before = [await roomOf(a.reference), await roomOf(b.reference), await roomOf(c.reference)].map(lasting);
    await merge(ada, a.reference, b.reference);
    await merge(ada, b.reference, c.reference);
    expect((await roomOf(c.reference)).tasks.map(({ title }) => title)).toEqual(["Task of C", "Task of B", "Task of A"]);
    expect((await refusal(unmerge(ada, a.reference))).message).toContain(`${b.reference} was itself merged into ${c.reference}`);
    expect((await refusal(merge(ada, c.reference, a.reference))).message).toContain("was merged into");
    await changeTask(ada, ChangeTask.parse({ reference: c.reference, id: a.task, state: "doing" }));
    await unmerge(ada, b.reference);
    await unmerge(ada, a.reference);
    const after = [await roomOf(a.reference), await roomOf(b.reference), await roomOf(c.reference)].map(lasting);
    expect(after[0]?.tasks).toMatchObject([{ title: "Task of A", state: "doing" }]);
    expect(after.slice(1)).toEqual(before.slice(1));
    await expectSound(a.reference, b.reference, c.reference);
  });

  test("brings an incident back in the phase it was in", async () => {
    const ada = await testPerson();
    const [one, two] = [await anIncident(ada, { summary: "x" }), await anIncident(ada)];
    await changeStatus(ada, ChangeStatus.parse({ reference: one, to: "resolved", hasNoImpact: true }));
    await merge(ada, one, two);
    await unmerge(ada, one);
    expect(await roomOf(one)).toMatchObject({ phase: "resolved", nextUpdateDueAt: null, mergedInto: null });
  });
});

describe("who may merge", () => {
  test("whoever commands one of the two, and nobody else", async () => {
    const [ada, bo, cy] = [await testPerson(), await testPerson(), await testPerson()];
    const [one, two] = [await anIncident(ada), await anIncident(bo)];
    expect((await refusal(merge(cy, one, two))).code).toBe("forbidden");
    await merge(bo, one, two);
    expect((await refusal(unmerge(cy, one))).code).toBe("forbidden");
    await unmerge(ada, one);
    expect((await refusal(merge(ada, one, one))).code).toBe("invalid_input");
  });

  test("nobody shows a private incident by it", async () => {
    const scene = await aScene("private");
    const open = await anIncident(scene.commander);
    expect((await refusal(merge(scene.commander, scene.reference, open))).message).toContain("would show it to everybody");
    expect((await refusal(merge(scene.commander, open, scene.reference))).message).toContain("would tell everybody of it");
    expect((await refusal(merge(await testPerson(), open, scene.reference))).code).toBe("not_found");
  });

  test("nothing is left of an undoing that fails at its last step", async () => {
    const ada = await testPerson();
    const one = await furnished(ada, "One", []);
    const two = await anIncident(ada);
    await merge(ada, one.reference, two);
    const before = await fingerprint();
    await expect(failingAtCommit(() => unmerge(ada, one.reference))).rejects.toThrow("the power went out");
    expect(await fingerprint()).toEqual(before);
  });

  test("two opposite merges at once end with one of them", async () => {
    const ada = await testPerson();
    const [one, two] = [await anIncident(ada), await anIncident(ada)];
    const outcomes = await Promise.allSettled([merge(ada, one, two), merge(ada, two, one)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expectSound(one, two);
  });
});
