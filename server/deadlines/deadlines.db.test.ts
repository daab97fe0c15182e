import { beforeEach, describe, expect, test } from "vitest";
import { AssignRole, ChangeStatus, OfferHandover } from "#lib/contracts/incident-commands.ts";
import { changeStatus, mergeIncident, postUpdate } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { assignRole, changeAssignment, offerHandover } from "#server/roles/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, failingAtCommit, kindsOf, logOf, roomOf, storedIncident } from "#server/testing/incident.ts";
import { brokenTables } from "#server/testing/invariants.ts";
import { fireDeadline } from "./fire-deadline.ts";
import { fireDue } from "./fire-due.ts";

const MINUTE = 60_000;
const BRIEF = { situation: "Half fixed", investigations: "", tried: "", next: "", blockers: "" };
const system = systemCtx();

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
});

type Row = { kind: string; subject: string; state: string; fired: number; answer: string | null };

function rowsOf(reference: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT d.kind, subject, d.state, fired, answer FROM deadline d JOIN incident i ON i.id = d.incident_id
    WHERE reference = ${reference} ORDER BY d.kind, subject`;
}

async function openOf(reference: string): Promise<string[]> {
  return (await rowsOf(reference)).filter(({ state }) => state === "open").map(({ kind, subject }) => `${kind} ${subject}`);
}

async function missedIn(reference: string): Promise<string[]> {
  return (await logOf(reference)).flatMap(({ fact }) => (fact.kind === "deadline" ? [`${fact.event}: ${fact.missed}`] : []));
}

async function offered(reference: string): Promise<string> {
  return (await offerHandover(ada, OfferHandover.parse({ reference, to: bo.person.id, brief: BRIEF }))).id;
}

describe("the table of deadlines", () => {
  test("holds what a declaration owes, in the declaration's own transaction", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    expect(await openOf(reference)).toEqual(["role_unfilled communications", "update_due next"]);
    const quiet = await anIncident(ada, { severity: "SEV3" });
    expect(await openOf(quiet)).toEqual(["update_due next"]);
    expect(await brokenTables()).toEqual([]);
  });

  test("is not touched by a note", async () => {
    const reference = await anIncident(ada);
    const xmin = () => db().$queryRaw`SELECT kind, xmin::text, ctid::text FROM deadline ORDER BY kind`;
    const before = await xmin();
    await addNote(ada, { reference, text: "Seen", attachments: [] } as never);
    expect(await xmin()).toEqual(before);
  });
});

describe("a deadline that nobody answers", () => {
  test("of an update is told of at its time, once more half an interval later, and stays open", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await assignRole(ada, AssignRole.parse({ reference, role: "communications", user: bo.person.id, state: "active" }));
    await shiftClock(29 * MINUTE);
    expect(await fireDue(system)).toBe(0);
    await shiftClock(31 * MINUTE);
    expect(await fireDue(system)).toBe(1);
    expect(await fireDue(system)).toBe(0);
    await shiftClock(47 * MINUTE);
    expect(await fireDue(system)).toBe(1);
    await shiftClock(600 * MINUTE);
    expect(await fireDue(system)).toBe(0);
    expect(await missedIn(reference)).toEqual(["expired: the next update is overdue", "reminded: the next update is overdue"]);
    expect(await openOf(reference)).toEqual(["update_due next"]);
    const told = (await jobsIn()).slice(-1)[0]?.data.userIds;
    expect(told).toEqual([bo.person.id, ada.person.id]);
  });

  test("of an offer of command withdraws the offer, by a fact, and whoever commanded goes on", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const id = await offered(reference);
    await shiftClock(16 * MINUTE);
    await fireDue(system);
    expect((await kindsOf(reference)).slice(-2)).toEqual(["deadline", "handover"]);
    const room = await roomOf(reference);
    expect(room.handover).toBeNull();
    expect(room.assignments).toMatchObject([{ role: "commander", person: { id: ada.person.id } }]);
    expect(await rowsOf(reference)).toContainEqual({ kind: "handover_offered", subject: id, state: "expired", fired: 1, answer: null });
    expect(await brokenTables()).toEqual([]);
  });
});

describe("two workers under a moved clock", () => {
  test("fire each deadline once", async () => {
    const references: string[] = [];
    for (let count = 0; count < 8; count += 1) references.push(await anIncident(ada, { severity: "SEV2" }));
    for (const reference of references) await offered(reference);
    await shiftClock(31 * MINUTE);
    await Promise.all(Array.from({ length: 4 }, () => fireDue(system)));
    await fireDue(system);
    for (const reference of references) {
      expect((await missedIn(reference)).toSorted()).toEqual([
        expect.stringMatching(/^expired: Bo has not answered the offer of command$/),
        "expired: nobody is Communications",
        "expired: the next update is overdue",
      ]);
    }
    expect(await brokenTables()).toEqual([]);
  });
});
