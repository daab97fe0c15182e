import { beforeEach, describe, expect, test } from "vitest";
import * as input from "#lib/contracts/incident-commands.ts";
import * as incidents from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { assignRole, changeAssignment } from "#server/roles/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anOffer, deadlineRows, MINUTE, openDeadlines } from "#server/testing/deadlines.ts";
import { anIncident, roomOf } from "#server/testing/incident.ts";
import { brokenTables } from "#server/testing/invariants.ts";
import { repairDeadlines } from "./repair-deadlines.ts";

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
});

const ownerOf = async (reference: string, kind: string) =>
  (await db().deadline.findFirst({ where: { kind, state: "open", incident: { reference } }, select: { ownerId: true } }))?.ownerId;

describe("the table of deadlines", () => {
  test("holds what a declaration owes, in the declaration's own transaction", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    expect(await openDeadlines(reference)).toEqual(["role_unfilled communications", "update_due next"]);
    const quiet = await anIncident(ada, { severity: "SEV3" });
    expect(await openDeadlines(quiet)).toEqual(["update_due next"]);
    const byNobody = await anIncident(systemCtx() as Someone, { severity: "SEV1" });
    expect(await openDeadlines(byNobody)).toEqual(["role_unfilled commander", "role_unfilled communications", "update_due next"]);
    expect(await brokenTables()).toEqual([]);
  });

  test("is not touched by a note", async () => {
    const reference = await anIncident(ada);
    const versions = () => db().$queryRaw`SELECT kind, xmin::text, ctid::text FROM deadline ORDER BY kind`;
    const before = await versions();
    await addNote(ada, input.AddNote.parse({ reference, text: "Seen" }));
    expect(await versions()).toEqual(before);
  });

  test("gives what is due to whoever the work goes to, and leaves the clock alone", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    expect(await ownerOf(reference, "update_due")).toBe(ada.person.id);
    const due = () => db().deadline.findFirstOrThrow({ where: { kind: "update_due" }, select: { dueAt: true, fireAt: true } });
    const before = await due();
    await assignRole(ada, input.AssignRole.parse({ reference, role: "communications", user: bo.person.id, state: "active" }));
    expect(await ownerOf(reference, "update_due")).toBe(bo.person.id);
    expect(await due()).toEqual(before);
  });

  test("says who answered, and begins anew when the same role is empty again", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const { id } = await assignRole(ada, input.AssignRole.parse({ reference, role: "communications", user: bo.person.id, state: "active" }));
    const row = await db().deadline.findFirstOrThrow({ where: { subject: "communications" } });
    expect(row).toMatchObject({ state: "answered", answer: "accept", answeredBy: { id: ada.person.id, name: "Ada" }, fireAt: null });
    await changeAssignment(bo, input.ChangeAssignment.parse({ reference, id, state: "released" }));
    const again = await db().deadline.findFirstOrThrow({ where: { subject: "communications" } });
    expect(again).toMatchObject({ state: "open", answer: null, answeredBy: null, endedAt: null, fired: 0 });
  });

  test("knows the entry that each comes from", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id, seq } = await assignRole(ada, input.AssignRole.parse({ reference, role: "scribe", user: bo.person.id }));
    expect(await db().deadline.findFirst({ where: { subject: id } })).toMatchObject({ kind: "role_asked", armedSeq: seq });
    expect(await db().deadline.findFirst({ where: { kind: "update_due" } })).toMatchObject({ armedSeq: 1 });
  });

  test("is cleared by the end of the incident, by a merge too, and filled again by what opens it", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await assignRole(ada, input.AssignRole.parse({ reference, role: "scribe", user: bo.person.id }));
    await anOffer(reference, ada, bo);
    expect(await openDeadlines(reference)).toHaveLength(4);
    const resolve = { reference, to: "resolved", summary: "Rolled back", hasNoImpact: true };
    await incidents.changeStatus(ada, input.ChangeStatus.parse(resolve));
    expect(await openDeadlines(reference)).toEqual([]);
    expect((await deadlineRows(reference)).map(({ state }) => state)).toEqual(["withdrawn", "withdrawn", "withdrawn", "withdrawn"]);
    await incidents.changeStatus(ada, input.ChangeStatus.parse({ reference, to: "investigating", reason: "Back again" }));
    expect(await openDeadlines(reference)).toContain("update_due next");

    const target = await anIncident(ada);
    await incidents.mergeIncident(ada, input.MergeIncident.parse({ reference, into: target }));
    expect(await openDeadlines(reference)).toEqual([]);
    await incidents.unmergeIncident(ada, input.UnmergeIncident.parse({ reference }));
    expect(await openDeadlines(reference)).toContain("update_due next");
    expect(await brokenTables()).toEqual([]);
  });

  test("gives those who reopen an incident their time anew", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await incidents.changeStatus(ada, input.ChangeStatus.parse({ reference, to: "resolved", summary: "Done", hasNoImpact: true }));
    await shiftClock(300 * MINUTE);
    await incidents.changeStatus(ada, input.ChangeStatus.parse({ reference, to: "investigating", reason: "Back again" }));
    const reopenedAt = (await roomOf(reference)).phases.at(-1)?.startedAt ?? "";
    const { dueAt } = await db().deadline.findFirstOrThrow({ where: { subject: "communications" } });
    expect(dueAt.getTime() - Date.parse(reopenedAt)).toBe(10 * MINUTE);
  });
});

describe("putting the table right", () => {
  test("arms what an earlier version did not know, withdraws what is not due, and touches nothing else", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const over = await anIncident(ada);
    await incidents.changeStatus(ada, input.ChangeStatus.parse({ reference: over, to: "resolved", summary: "Done", hasNoImpact: true }));
    const other = await anIncident(ada);
    expect(await repairDeadlines(systemCtx())).toBe(0);
    await db().deadline.deleteMany({ where: { incident: { reference } } });
    await db().deadline.updateMany({ where: { incident: { reference: over } }, data: { state: "open" } });
    const untouched = await deadlineRows(other);
    expect(await brokenTables()).toHaveLength(2);
    expect(await repairDeadlines(systemCtx())).toBe(2);
    expect(await brokenTables()).toEqual([]);
    expect(await deadlineRows(other)).toEqual(untouched);
    expect(await openDeadlines(over)).toEqual([]);
  });
});
