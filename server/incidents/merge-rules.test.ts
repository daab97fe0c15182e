import { describe, expect, test } from "vitest";
import type { Fact } from "#lib/contracts/timeline.ts";
import { ADA, anAssignment, aRoom, aTask, BO, CHECKOUT, CY, idOf, minutesPast, SEARCH } from "#lib/testing/room.ts";
import { movedItems, releasedItems, requireMergeable, tasksCarriedBack } from "./merge-rules.ts";

const link = (number: number) => ({ id: idOf(30 + number), kind: "chat" as const, label: `#${number}`, url: `https://chat.example.com/${number}` });
const name = { id: idOf(41), reference: "INC-2026-1123-002", title: "Search fails" };
const source = aRoom({
  reference: name.reference,
  services: [CHECKOUT, SEARCH],
  watchers: [BO],
  tasks: [aTask(1, { assignee: CY }), aTask(2, { state: "done" })],
  links: [link(1)],
});
const target = aRoom({ tasks: [aTask(8)], watchers: [ADA] });

describe("what may be merged", () => {
  test.each<[string, object, object, string]>([
    ["a private incident into a visible one", { visibility: "private", members: [ADA] }, {}, "would show it to everybody"],
    ["a visible incident into a private one", {}, { visibility: "private", members: [ADA] }, "would tell everybody of it"],
    [
      "private ones of different people",
      { visibility: "private", members: [ADA, BO] },
      { visibility: "private", members: [ADA] },
      "Add them there first",
    ],
    ["a drill into a real one", { kind: "drill" }, {}, "the same kind"],
    ["a test into a drill", { kind: "test" }, { kind: "drill" }, "the same kind"],
    ["anything into a cancelled one", {}, { phase: "cancelled" }, "is cancelled"],
    ["anything into a declined one", {}, { phase: "declined" }, "is declined"],
  ])("%s is refused with a reason", (_, from, into, words) => {
    expect(() => requireMergeable({ ...source, ...from }, { ...target, ...into })).toThrow(words);
  });

  test.each<[string, object, object]>([
    ["two visible ones", {}, {}],
    ["one declared after the fact into a real one", { kind: "retrospective" }, {}],
    ["two drills", { kind: "drill" }, { kind: "drill" }],
    ["private ones where all may see both", { visibility: "private", members: [ADA] }, { visibility: "private", members: [ADA, BO] }],
    ["one into another that is over", {}, { phase: "resolved" }],
  ])("%s may", (_, from, into) => {
    expect(() => requireMergeable({ ...source, ...from }, { ...target, ...into })).not.toThrow();
  });
});

describe("what moves", () => {
  test("is what the target lacks: unfinished tasks after its own, and everybody concerned", () => {
    const withRole = { ...source, assignments: [anAssignment({ person: CY })] };
    expect(movedItems(withRole, target)).toEqual({
      services: [SEARCH],
      watchers: [BO, CY],
      tasks: [aTask(1, { assignee: CY, position: 9 })],
      links: [link(1)],
    });
  });

  test("into a private incident concerns only those named on it", () => {
    const hidden = { ...target, visibility: "private" as const, members: [ADA, BO] };
    expect(movedItems(source, hidden)).toMatchObject({ watchers: [BO], tasks: [{ title: "Task 1", assignee: null }] });
  });
});

describe("what an undone merge takes back", () => {
  const absorbed: Fact = { kind: "absorbed", source: name, moved: movedItems(source, target) };
  const after = {
    ...target,
    services: [CHECKOUT, SEARCH],
    watchers: [ADA, BO],
    tasks: [aTask(8), aTask(1, { position: 9 })],
    links: [link(1), link(2)],
  };

  test("is what came with it", () => {
    expect(releasedItems([absorbed], source, after, [])).toEqual({
      services: [SEARCH],
      watchers: [BO],
      tasks: [aTask(1, { position: 9 })],
      links: [link(1)],
    });
  });

  test("is not what another merged incident has too; that one takes it along later", () => {
    const third = aRoom({ services: [SEARCH] });
    const first = releasedItems([absorbed], source, after, [third]);
    expect(first.services).toEqual([]);
    const released: Fact = { kind: "released", source: name, moved: first };
    expect(releasedItems([absorbed, released], third, after, []).services).toEqual([SEARCH]);
  });

  test("is not what people took off and added themselves", () => {
    const theirs: Fact[] = [absorbed, { kind: "services", added: [], removed: [SEARCH] }, { kind: "services", added: [SEARCH], removed: [] }];
    expect(releasedItems(theirs, source, after, []).services).toEqual([]);
  });

  test("is not what is no longer there", () => {
    expect(releasedItems([absorbed], source, target, [])).toEqual({ services: [], watchers: [], tasks: [], links: [] });
  });
});

describe("work done on moved tasks", () => {
  test("comes back with them, at their old place", () => {
    const done = aTask(1, { state: "done", doneAt: minutesPast(9), assignee: CY, position: 9 });
    expect(tasksCarriedBack(source, [done])).toEqual([
      { kind: "task", action: "changed", task: { ...done, position: 1 }, before: aTask(1, { assignee: CY }) },
    ]);
  });

  test("comes back without a fact when nothing was done", () => {
    expect(tasksCarriedBack(source, [aTask(1, { assignee: CY, position: 9 })])).toEqual([]);
  });

  test("gives no task on a private incident to somebody not named on it", () => {
    const hidden = { ...source, visibility: "private" as const, members: [CY] };
    expect(tasksCarriedBack(hidden, [aTask(1, { assignee: BO, position: 9 })])).toEqual([]);
  });
});
