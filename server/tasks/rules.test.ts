import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Task } from "#lib/contracts/incident.ts";
import { aTask, idOf, minutesPast, NOON } from "#lib/testing/room.ts";
import { doneAtAfter, lastPosition, tasksMoved } from "./rules.ts";

const three = [aTask(1), aTask(2), aTask(3)];
const task = (number: number) => three[number - 1] ?? aTask(number);

function titlesAfter(tasks: Task[], moved: Task[]): string[] {
  const after = tasks.map((old) => moved.find(({ id }) => id === old.id) ?? old);
  return after.toSorted((a, b) => a.position - b.position).map(({ title }) => title);
}

describe("the order of tasks", () => {
  test("a new one comes last", () => {
    expect([lastPosition([]), lastPosition(three)]).toEqual([1, 4]);
  });

  test.each<[number, number | null, string[]]>([
    [3, 1, ["Task 3", "Task 1", "Task 2"]],
    [3, 2, ["Task 1", "Task 3", "Task 2"]],
    [1, 3, ["Task 2", "Task 1", "Task 3"]],
    [1, null, ["Task 2", "Task 3", "Task 1"]],
  ])("task %i before %j moves that one alone", (which, before, order) => {
    const moved = tasksMoved(three, task(which), before === null ? null : task(before).id);
    expect(moved).toHaveLength(1);
    expect(titlesAfter(three, moved)).toEqual(order);
  });

  test.each<[number, number | null]>([
    [1, 1],
    [1, 2],
    [3, null],
  ])("task %i before %j moves nothing: it is there", (which, before) => {
    expect(tasksMoved(three, task(which), before === null ? null : task(before).id)).toEqual([]);
  });

  test("before an unknown task is refused", () => {
    expect(() => tasksMoved(three, task(1), idOf(999))).toThrow("no task");
  });

  test("holds after any number of moves into the same gap", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.option(fc.nat(3), { nil: null })), { minLength: 1, maxLength: 200 }), (moves) => {
        let tasks = [aTask(1), aTask(2), aTask(3), aTask(4)];
        for (const [which, before] of moves) {
          const moving = tasks[which] as Task;
          const anchor = before === null ? null : (tasks[before] as Task);
          const rest = tasks.filter(({ id }) => id !== moving.id);
          const place = anchor === null ? rest.length : anchor === moving ? which : rest.indexOf(anchor);
          const expected = [...rest.slice(0, place), moving, ...rest.slice(place)].map(({ title }) => title);
          const moved = tasksMoved(tasks, moving, anchor?.id ?? null);
          tasks = tasks.map((old) => moved.find(({ id }) => id === old.id) ?? old).toSorted((a, b) => a.position - b.position);
          expect(tasks.map(({ title }) => title)).toEqual(expected);
          expect(new Set(tasks.map(({ position }) => position)).size).toBe(4);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("holds when the same gap is halved a hundred times", () => {
    let tasks = three;
    for (let round = 0; round < 100; round += 1) {
      const [, second, last] = tasks as [Task, Task, Task];
      const moved = tasksMoved(tasks, last, second.id);
      tasks = tasks.map((old) => moved.find(({ id }) => id === old.id) ?? old).toSorted((a, b) => a.position - b.position);
      expect(tasks.map(({ id }) => id)[1]).toBe(last.id);
    }
  });
});

describe("when a task is done", () => {
  test("is now, is kept, and is forgotten when it is open again", () => {
    expect(doneAtAfter(aTask(1), "done", NOON)).toBe(NOON);
    expect(doneAtAfter(aTask(1, { state: "done", doneAt: NOON }), "done", minutesPast(5))).toBe(NOON);
    expect(doneAtAfter(aTask(1, { state: "done", doneAt: NOON }), "doing", minutesPast(5))).toBeNull();
  });
});
