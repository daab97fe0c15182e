import { describe, expect, test } from "vitest";
import { ADA, anAssignment, aRoom, aTask, BO, CY, idOf, NOON } from "#lib/testing/room.ts";
import { decideAccess, factsOfLeaving, mayName, requireMember, thoseWhoMaySee } from "./access-rules.ts";

const brief = { situation: "x", investigations: "", tried: "", next: "", blockers: "" };
const asked = { visibility: "private" as const, add: [], remove: [], by: ADA };
const hidden = aRoom({ visibility: "private", members: [ADA, BO], assignments: [anAssignment()] });

describe("who may see an incident", () => {
  test("becoming private names who asked, role holders, the offered commander and who has work", () => {
    const room = aRoom({
      assignments: [anAssignment({ person: BO })],
      handover: { id: idOf(51), from: BO, to: CY, brief, offeredAt: NOON },
      tasks: [aTask(1, { assignee: { id: idOf(4), name: "Di" } }), aTask(2, { assignee: { id: idOf(5), name: "Ed" }, state: "done" })],
      watchers: [{ id: idOf(6), name: "Fay" }],
    });
    const fact = decideAccess(room, asked);
    expect(fact?.members.map(({ name }) => name)).toEqual([BO.name, CY.name, "Di", ADA.name]);
    expect(fact?.added).toEqual(fact?.members);
  });

  test("people are added and taken off by name", () => {
    expect(decideAccess(hidden, { ...asked, add: [CY], remove: [BO.id] })).toEqual({
      kind: "access",
      visibility: "private",
      members: [ADA, CY],
      added: [CY],
      removed: [BO],
    });
  });

  test("nothing new is no fact", () => {
    expect(decideAccess(hidden, { ...asked, add: [BO], remove: [CY.id] })).toBeNull();
    expect(decideAccess(aRoom(), { ...asked, visibility: "normal" })).toBeNull();
  });

  test("becoming visible names nobody any more", () => {
    expect(decideAccess(hidden, { ...asked, visibility: "normal" })).toEqual({
      kind: "access",
      visibility: "normal",
      members: [],
      added: [],
      removed: [],
    });
  });

  test("naming people on a visible incident is refused", () => {
    expect(() => decideAccess(aRoom(), { ...asked, visibility: "normal", add: [BO] })).toThrow("Make it private");
  });

  test("who holds a role or is offered command cannot be taken off", () => {
    expect(() => decideAccess(hidden, { ...asked, remove: [ADA.id] })).toThrow("Hand over command first");
    const expert = { ...hidden, assignments: [anAssignment({ role: "scribe", person: BO })] };
    expect(() => decideAccess(expert, { ...asked, remove: [BO.id] })).toThrow("Release them from it first");
    const offered = { ...hidden, handover: { id: idOf(51), from: ADA, to: BO, brief, offeredAt: NOON } };
    expect(() => decideAccess(offered, { ...asked, remove: [BO.id] })).toThrow("Withdraw the offer first");
  });

  test("the last person cannot be taken off", () => {
    expect(() => decideAccess(aRoom({ visibility: "private", members: [BO] }), { ...asked, remove: [BO.id] })).toThrow("at least one person");
  });
});

describe("a private incident", () => {
  test("no longer concerns those who may not see it", () => {
    const task = aTask(1, { assignee: CY });
    const room = { ...hidden, watchers: [BO, CY], tasks: [task, aTask(2, { assignee: BO })] };
    expect(factsOfLeaving(room)).toEqual([
      { kind: "watcher", person: CY, isWatching: false },
      { kind: "task", action: "changed", task: { ...task, assignee: null }, before: task },
    ]);
    expect(factsOfLeaving({ ...room, visibility: "normal" })).toEqual([]);
  });

  test("gives work only to those named on it, and says what to do", () => {
    expect(() => requireMember(hidden, CY)).toThrow(`Add ${CY.name} to those who may see it first`);
    expect(() => requireMember(hidden, BO)).not.toThrow();
    expect(() => requireMember(aRoom(), CY)).not.toThrow();
  });

  test("is told of only to those named on it", () => {
    expect(thoseWhoMaySee(hidden, [BO, CY])).toEqual([BO]);
    expect(thoseWhoMaySee(aRoom(), [BO, CY])).toEqual([BO, CY]);
  });

  test("may be named by another only where all its readers see both", () => {
    const wider = { ...hidden, members: [ADA, BO, CY] };
    expect([mayName(aRoom(), hidden), mayName(hidden, aRoom()), mayName(hidden, wider), mayName(wider, hidden)]).toEqual([false, true, true, false]);
  });
});
