import { beforeEach, describe, expect, test } from "vitest";
import { AddNote, EditIncident } from "#lib/contracts/incident-commands.ts";
import { editIncident } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { db } from "#server/platform/db.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { anIncident, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "./index.ts";

let id: string;
beforeEach(async () => {
  await resetDatabase();
  const ada = await testPerson();
  const reference = await anIncident(ada);
  await addNote(ada, AddNote.parse({ reference, text: "One" }));
  await editIncident(ada, EditIncident.parse({ reference, title: { to: "Two" } }));
  await anIncident(ada);
  id = (await storedIncident(reference)).id;
});

/** Changes rows behind the triggers, as somebody with the database's own password could. */
async function tamper(statement: string): Promise<void> {
  await db().$transaction([db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"), db().$executeRawUnsafe(statement)]);
}

describe("verifying", () => {
  test("finds nothing wrong with what commands wrote", async () => {
    expect(await verifyIncident(id)).toEqual({ entries: 5, problems: [] });
    expect(await verifyAudit()).toMatchObject({ isSound: true, entries: 2, problem: null });
  });

  test.each<[string, string, RegExp]>([
    [
      "a changed word",
      `UPDATE timeline_event SET payload = '{"text":"Won","mentions":[],"attachments":[]}' WHERE seq = 4`,
      /Entry 4 is not what its audit entry vouches for/,
    ],
    ["a changed actor", `UPDATE timeline_event SET actor = actor || '{"name":"Mallory"}' WHERE seq = 4`, /Entry 4 is not what/],
    ["a moved time", `UPDATE timeline_event SET occurred_at = occurred_at - interval '1 hour' WHERE seq = 4`, /Entry 4 is not what/],
    ["a missing entry", "DELETE FROM timeline_event WHERE seq = 4", /Entry 4 is missing/],
    ["a missing end", "DELETE FROM timeline_event WHERE seq = 5", /The log ends at 4, but the incident says 5/],
    ["a changed state", `UPDATE incident SET state = jsonb_set(state, '{severity}', '"SEV4"')`, /not the fold of the log/],
    [
      "a changed audit entry",
      `UPDATE audit_entry SET detail = '{"digest":"00"}' WHERE chain <> 'organisation' AND seq = 4`,
      /Entry 4 of the chain .* is not what was written/,
    ],
    ["a missing audit entry", `DELETE FROM audit_entry WHERE chain <> 'organisation' AND seq = 2`, /Entry 2 of the chain .* is missing/],
    ["an audit trail that was cut off", `DELETE FROM audit_entry WHERE chain <> 'organisation' AND seq = 5`, /ends at 4, but its head says 5/],
  ])("finds %s", async (_, statement, problem) => {
    await tamper(statement);
    expect((await verifyIncident(id)).problems.join("\n")).toMatch(problem);
  });

  test.each<[string, string, RegExp]>([
    [
      "a changed entry",
      `UPDATE audit_entry SET subject = 'INC-2020-0101-001' WHERE chain = 'organisation' AND seq = 1`,
      /Entry 1 of the chain organisation is not what was written/,
    ],
    ["a missing entry", `DELETE FROM audit_entry WHERE chain = 'organisation' AND seq = 1`, /Entry 1 of the chain organisation is missing/],
    ["a cut-off end", `DELETE FROM audit_entry WHERE chain = 'organisation' AND seq = 2`, /ends at 1, but its head says 2/],
    ["a head that was set back", `UPDATE audit_chain SET hash = 'x'`, /head of the chain organisation is not the hash of its last entry/],
  ])("finds %s of the organisation's trail", async (_, statement, problem) => {
    await tamper(statement);
    const proof = await verifyAudit();
    expect(proof.isSound).toBe(false);
    expect(proof.problem).toMatch(problem);
  });

  test("an incident whose declaration left the trail has no ground to stand on", async () => {
    await tamper(`UPDATE audit_entry SET subject = 'other' WHERE action = 'incident.declare'`);
    expect((await verifyIncident(id)).problems.join()).toContain("has a head but no beginning");
  });

  test("the log and the trail refuse to be changed by ordinary means", async () => {
    await expect(db().$executeRaw`UPDATE timeline_event SET kind = 'x'`).rejects.toThrow("append-only");
    await expect(db().$executeRaw`DELETE FROM audit_entry`).rejects.toThrow("append-only");
  });

  test("an unknown chain is empty", async () => {
    expect(await verifyAudit("01900000-0000-7000-8000-000000000000")).toMatchObject({ entries: 0, isSound: true });
  });
});
