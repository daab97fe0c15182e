import { beforeEach, describe, expect, test } from "vitest";
import {
  AcceptHandover,
  AddNote,
  AssignRole,
  ChangeAssignment,
  ChangeStatus,
  EndHandover,
  MarkEntry,
  OfferHandover,
  TakeCommand,
} from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { changeStatus } from "#server/incidents/index.ts";
import { addNote, markEntry } from "#server/notes/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, kindsOf, logOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import * as roles from "./index.ts";

let ada: Someone;
let bo: Someone;
let cy: Someone;
let reference: string;
beforeEach(async () => {
  await resetDatabase();
  [ada, bo, cy] = [await testPerson({ name: "Ada" }), await testPerson({ name: "Bo" }), await testPerson({ name: "Cy" })];
  reference = await anIncident(ada);
});

const brief = { situation: "Half fixed", investigations: "", tried: "", next: "", blockers: "" };
const assign = (by: Someone, role: string, to: Someone, rest: object = {}) =>
  roles.assignRole(by, AssignRole.parse({ reference, role, user: to.person.id, ...rest }));
const change = (by: Someone, id: string, state: string) => roles.changeAssignment(by, ChangeAssignment.parse({ reference, id, state }));
const offer = (by: Someone, to: Someone) => roles.offerHandover(by, OfferHandover.parse({ reference, to: to.person.id, brief }));
const accept = (by: Someone, id: string) => roles.acceptHandover(by, AcceptHandover.parse({ reference, id, readBack: "Understood" }));
const take = (by: Someone) => roles.takeCommand(by, TakeCommand.parse({ reference, reason: "Unreachable" }));
const commanders = (room: RoomState) =>
  room.assignments.filter(({ role }) => role === "commander").map(({ person, state }) => `${person.name} ${state}`);

describe("assigning a role", () => {
  test("to oneself is active at once, to others a page that they answer", async () => {
    await assign(bo, "scribe", bo);
    const { id } = await assign(bo, "communications", cy);
    expect((await roomOf(reference)).assignments.map(({ role, state }) => [role, state])).toEqual([
      ["commander", "active"],
      ["scribe", "active"],
      ["communications", "paged"],
    ]);
    expect((await jobsIn()).at(-1)?.data.userIds).toEqual([cy.person.id]);
    expect((await refusal(change(bo, id, "active"))).code).toBe("forbidden");
    await change(cy, id, "active");
    await change(ada, id, "standby");
    await change(cy, id, "released");
    expect((await roomOf(reference)).assignments.map(({ role }) => role)).toEqual(["commander", "scribe"]);
    expect((await refusal(change(cy, id, "active"))).code).toBe("not_found");
  });

  test("that one person holds releases the former holder in the same fact, and tells them", async () => {
    await assign(ada, "scribe", bo, { state: "active" });
    const { seq } = await assign(ada, "scribe", cy, { reason: "Shift" });
    expect(await kindsOf(reference, seq - 1)).toEqual(["role"]);
    expect((await logOf(reference)).at(-1)?.fact).toMatchObject({
      assignment: { person: { name: "Cy" } },
      replaces: { person: { name: "Bo" } },
      reason: "Shift",
    });
    expect((await jobsIn()).at(-1)?.data.userIds).toEqual([cy.person.id, bo.person.id]);
    expect(await db().incidentPerson.count({ where: { userId: bo.person.id } })).toBe(0);
  });

  test("that many may hold adds each once", async () => {
    for (const person of [bo, cy]) await assign(ada, "subject-expert", person);
    expect((await refusal(assign(ada, "subject-expert", cy))).code).toBe("already_done");
    expect((await roomOf(reference)).assignments).toHaveLength(3);
  });

  test("is refused for viewers, for people who left, and for roles that are none, each with what to do", async () => {
    const viewer = await testPerson({ role: "viewer", name: "Vi" });
    expect((await refusal(assign(ada, "scribe", viewer))).message).toContain("Vi is a viewer");
    const gone = await testPerson();
    await db().user.update({ where: { id: gone.person.id }, data: { deactivatedAt: new Date() } });
    expect((await refusal(assign(ada, "scribe", gone))).code).toBe("not_found");
    expect((await refusal(assign(ada, "king", bo))).message).toContain("The roles are: commander, deputy");
  });
});

describe("command", () => {
  test("is assigned only when nobody has it", async () => {
    expect((await refusal(assign(bo, "commander", bo))).message).toContain("hand over, or take command");
    reference = await anIncident(systemCtx());
    await assign(bo, "commander", bo);
    expect(commanders(await roomOf(reference))).toEqual(["Bo active"]);
    expect((await db().incident.findUniqueOrThrow({ where: { reference } })).commanderId).toBe(bo.person.id);
  });

  test("asked of several at once goes to one", async () => {
    reference = await anIncident(systemCtx());
    const outcomes = await Promise.allSettled([ada, bo, cy].map((person) => assign(person, "commander", person)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(commanders(await roomOf(reference))).toHaveLength(1);
  });

  test("cannot be left while the incident is active, and can be afterwards", async () => {
    const [own] = (await roomOf(reference)).assignments;
    expect((await refusal(change(ada, own?.id ?? "", "released"))).message).toContain("Hand over command first");
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "resolved", summary: "x", hasNoImpact: true }));
    await change(ada, own?.id ?? "", "released");
    expect(commanders(await roomOf(reference))).toEqual([]);
  });

  test("is taken with a reason: the former commander is released and told, and an open offer ends", async () => {
    await offer(ada, cy);
    await take(bo);
    const room = await roomOf(reference);
    expect(commanders(room)).toEqual(["Bo active"]);
    expect(room.handover).toBeNull();
    expect((await jobsIn()).slice(-2).map(({ data }) => data.userIds)).toEqual([[cy.person.id], [ada.person.id]]);
    expect((await refusal(take(bo))).code).toBe("already_done");
    await take(ada);
    expect(commanders(await roomOf(reference))).toEqual(["Ada active"]);
  });

  test("paged and declined is free again", async () => {
    reference = await anIncident(systemCtx());
    const { id } = await assign(ada, "commander", bo);
    expect((await refusal(offer(bo, cy))).code).toBe("forbidden");
    await change(bo, id, "released");
    await assign(cy, "commander", cy);
    expect(commanders(await roomOf(reference))).toEqual(["Cy active"]);
  });
});

describe("handing over command", () => {
  test("takes two: the old commander stands until the receiver has read back", async () => {
    const { id } = await offer(ada, bo);
    expect(commanders(await roomOf(reference))).toEqual(["Ada active"]);
    expect((await jobsIn()).at(-1)?.data.userIds).toEqual([bo.person.id]);
    expect((await refusal(accept(cy, id))).code).toBe("forbidden");
    expect((await refusal(accept(ada, id))).code).toBe("forbidden");
    await accept(bo, id);
    const room = await roomOf(reference);
    expect(commanders(room)).toEqual(["Bo active"]);
    expect(room.handover).toBeNull();
    expect((await logOf(reference)).at(-1)?.fact).toMatchObject({ state: "accepted", readBack: "Understood" });
    expect((await db().incident.findUniqueOrThrow({ where: { reference } })).commanderId).toBe(bo.person.id);
    expect((await refusal(accept(bo, id))).code).toBe("already_done");
  });

  test("can be declined by the receiver and withdrawn by who commands, once", async () => {
    const first = await offer(ada, bo);
    const end = (id: string) => EndHandover.parse({ reference, id });
    expect((await refusal(roles.declineHandover(cy, end(first.id)))).code).toBe("forbidden");
    await roles.declineHandover(bo, end(first.id));
    const second = await offer(ada, cy);
    expect((await refusal(roles.withdrawHandover(bo, end(second.id)))).code).toBe("forbidden");
    expect((await refusal(offer(ada, bo))).message).toContain("Withdraw that offer first");
    await roles.withdrawHandover(ada, end(second.id));
    expect((await refusal(roles.declineHandover(cy, end(second.id)))).code).toBe("already_done");
    expect(commanders(await roomOf(reference))).toEqual(["Ada active"]);
  });

  test("answered and withdrawn at once has one outcome", async () => {
    const { id } = await offer(ada, bo);
    const outcomes = await Promise.allSettled([accept(bo, id), roles.withdrawHandover(ada, EndHandover.parse({ reference, id })), take(cy)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    const room = await roomOf(reference);
    expect(commanders(room)).toHaveLength(1);
    expect(room.handover).toBeNull();
  });

  test("is offered to nobody who could not take it", async () => {
    const viewer = await testPerson({ role: "viewer" });
    expect((await refusal(offer(ada, viewer))).message).toContain("is a viewer");
    expect((await refusal(offer(ada, ada))).code).toBe("invalid_input");
    expect((await refusal(offer(bo, cy))).message).toContain("Ada commands it");
  });

  test("is drafted from the timeline as its entries read now", async () => {
    const { seq } = await addNote(bo, AddNote.parse({ reference, text: "Rolled back 14.2" }));
    await markEntry(bo, MarkEntry.parse({ reference, entry: seq, tags: ["mitigation"] }));
    const draft = await roles.draftHandoverBrief(ada, { reference });
    expect(draft.situation).toContain("Checkout fails (SEV2, investigating");
    expect(draft.tried).toMatch(/^- \d\d:\d\d Bo: Rolled back 14\.2$/);
    expect((await refusal(roles.draftHandoverBrief(await testPerson({ role: "viewer" }), { reference }))).code).toBe("forbidden");
    expect((await storedIncident(reference)).lastSeq).toBe(seq + 1);
  });
});
