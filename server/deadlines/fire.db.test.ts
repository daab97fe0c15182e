import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import * as input from "#lib/contracts/incident-commands.ts";
import { changeSeverity, postUpdate } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { assignRole } from "#server/roles/index.ts";
import type { Someone } from "#server/testing/commands.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anOffer, deadlineRows, MINUTE, missedIn, openDeadlines } from "#server/testing/deadlines.ts";
import { anIncident, failingAtCommit, fingerprint, kindsOf, roomOf, storedIncident } from "#server/testing/incident.ts";
import { brokenTables } from "#server/testing/invariants.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { fireDeadline } from "./fire-deadline.ts";
import { fireDue, untilNext } from "./fire-due.ts";
import { startDeadlines } from "./start-deadlines.ts";

const system = systemCtx();

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada" });
  bo = await testPerson({ name: "Bo" });
});

const lastTold = async () => (await jobsIn()).at(-1)?.data.userIds;

describe("a deadline that nobody answers", () => {
  test("of an update is told of at its time, once more half an interval later, and stays open", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await assignRole(ada, input.AssignRole.parse({ reference, role: "communications", user: bo.person.id, state: "active" }));
    await shiftClock(29 * MINUTE);
    expect(await fireDue(system)).toBe(0);
    await shiftClock(31 * MINUTE);
    expect(await fireDue(system)).toBe(1);
    expect(await lastTold()).toEqual([bo.person.id, ada.person.id]);
    expect(await fireDue(system)).toBe(0);
    await shiftClock(47 * MINUTE);
    expect(await fireDue(system)).toBe(1);
    await shiftClock(600 * MINUTE);
    expect(await fireDue(system)).toBe(0);
    expect(await missedIn(reference)).toEqual(["expired: the next update is overdue", "reminded: the next update is overdue"]);
    expect(await openDeadlines(reference)).toEqual(["update_due next"]);
  });

  test("of an update that is posted late begins anew", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    await shiftClock(121 * MINUTE);
    await fireDue(system);
    await postUpdate(ada, input.PostUpdate.parse({ reference, text: "Still on it" }));
    await shiftClock(242 * MINUTE);
    await fireDue(system);
    expect(await missedIn(reference)).toEqual(["expired: the next update is overdue", "expired: the next update is overdue"]);
  });

  test("of a role that nobody has is told to everybody on the incident, once", async () => {
    const reference = await anIncident(ada, { severity: "SEV1" });
    await assignRole(ada, input.AssignRole.parse({ reference, role: "scribe", user: bo.person.id, state: "active" }));
    await shiftClock(11 * MINUTE);
    await fireDue(system);
    expect(await missedIn(reference)).toEqual(["expired: Communications is unfilled"]);
    expect(await lastTold()).toEqual([ada.person.id, bo.person.id]);
    expect(await openDeadlines(reference)).toContain("role_unfilled communications");
  });

  test("of a question is told to whoever commands, and the question stays", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await assignRole(ada, input.AssignRole.parse({ reference, role: "scribe", user: bo.person.id }));
    await shiftClock(6 * MINUTE);
    await fireDue(system);
    expect(await missedIn(reference)).toEqual(["expired: Bo has not answered whether to be Scribe"]);
    expect(await lastTold()).toEqual([ada.person.id]);
    expect(await openDeadlines(reference)).toContain(`role_asked ${id}`);
  });

  test("of an offer of command withdraws the offer by a fact, and whoever commanded goes on", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const subject = await anOffer(reference, ada, bo);
    await shiftClock(16 * MINUTE);
    await fireDue(system);
    expect((await kindsOf(reference)).slice(-2)).toEqual(["deadline", "handover"]);
    const { handover, assignments } = await roomOf(reference);
    expect(handover).toBeNull();
    expect(assignments).toMatchObject([{ role: "commander", person: { id: ada.person.id } }]);
    expect(await deadlineRows(reference)).toContainEqual(expect.objectContaining({ kind: "handover_offered", subject, state: "expired", fired: 1 }));
    expect((await jobsIn()).slice(-2).map(({ data }) => data.userIds)).toEqual([[ada.person.id], [bo.person.id]]);
    expect(await brokenTables()).toEqual([]);
    expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
  });

  test("is not told of at once where it was overdue from its first moment", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    await shiftClock(60 * MINUTE);
    await changeSeverity(ada, input.ChangeSeverity.parse({ reference, to: "SEV2", reason: "Spreading" }));
    await fireDue(system);
    expect(await missedIn(reference)).toEqual([]);
    await shiftClock(71 * MINUTE);
    await fireDue(system);
    expect(await missedIn(reference)).toEqual(["expired: Communications is unfilled"]);
  });
});

describe("two workers under a moved clock", () => {
  const EACH = ["expired: Bo has not answered the offer of command", "expired: Communications is unfilled", "expired: the next update is overdue"];

  async function eight(): Promise<string[]> {
    const references: string[] = [];
    for (let count = 0; count < 8; count += 1) references.push(await anIncident(ada, { severity: "SEV2" }));
    for (const reference of references) await anOffer(reference, ada, bo);
    return references;
  }

  async function expectEachOnce(references: string[]): Promise<void> {
    for (const reference of references) {
      expect((await missedIn(reference)).toSorted()).toEqual(EACH);
      expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
    }
    expect(await brokenTables()).toEqual([]);
  }

  test("fire each deadline once, however often they try at the same time", async () => {
    const references = await eight();
    await shiftClock(31 * MINUTE);
    await Promise.all(Array.from({ length: 5 }, () => fireDue(system)));
    await fireDue(system);
    await expectEachOnce(references);
  });

  test("fire each once as engines that run by themselves, while people write", async () => {
    await startListener();
    const engines = [startDeadlines(), startDeadlines()];
    try {
      const references = await eight();
      await shiftClock(31 * MINUTE);
      for (const reference of references) await addNote(ada, input.AddNote.parse({ reference, text: "Still here" }));
      await expect.poll(async () => (await Promise.all(references.map(missedIn))).flat().length, { timeout: 20_000 }).toBe(24);
      await Promise.all(engines.map((stop) => stop()));
      await expectEachOnce(references);
    } finally {
      await Promise.all(engines.map((stop) => stop()));
      await stopListener();
    }
  });
});

describe("a worker that dies", () => {
  test("at the last step leaves nothing, and the next one does it once", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const subject = await anOffer(reference, ada, bo);
    const { id } = await storedIncident(reference);
    await shiftClock(16 * MINUTE);
    const before = await fingerprint();
    const name = { incidentId: id, kind: "handover_offered", subject };
    await expect(failingAtCommit(() => fireDeadline(system, name))).rejects.toThrow(/power went out/);
    expect(await fingerprint()).toEqual(before);
    expect(await fireDue(system)).toBe(1);
    expect(await missedIn(reference)).toHaveLength(1);
  });

  test("between the claim and the commit leaves nothing, and the next one does it once", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const subject = await anOffer(reference, ada, bo);
    const { id } = await storedIncident(reference);
    await shiftClock(16 * MINUTE);
    const before = await fingerprint();
    const firing = whileHeldAtTheTable(async () => {
      const outcome = fireDeadline(system, { incidentId: id, kind: "handover_offered", subject }).then(
        () => "done",
        () => "cut off",
      );
      await expect.poll(killWhoWaits).toBe(1);
      return outcome;
    });
    expect(await firing).toBe("cut off");
    expect(await fingerprint()).toEqual(before);
    expect(await fireDue(system)).toBe(1);
    expect(await missedIn(reference)).toHaveLength(1);
  });
});

describe("a default that fails", () => {
  test("hinders no other, says why, and is tried again later", async () => {
    const broken = await anIncident(ada, { severity: "SEV3" });
    const sound = await anIncident(ada, { severity: "SEV3" });
    const { id } = await storedIncident(broken);
    await db().$executeRawUnsafe(`
      CREATE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`);
    await db().$executeRawUnsafe(`
      CREATE TRIGGER test_refuse BEFORE INSERT ON timeline_event FOR EACH ROW WHEN (NEW.incident_id = '${id}') EXECUTE FUNCTION test_refuse()`);
    await shiftClock(121 * MINUTE);
    try {
      expect(await fireDue(system)).toBe(1);
      expect(await fireDue(system)).toBe(0);
    } finally {
      await db().$executeRawUnsafe("DROP TRIGGER test_refuse ON timeline_event");
      await db().$executeRawUnsafe("DROP FUNCTION test_refuse()");
    }
    expect(await missedIn(sound)).toHaveLength(1);
    expect(await deadlineRows(broken)).toMatchObject([{ state: "open", fired: 0, attempts: 1, problem: expect.stringContaining("disk is full") }]);
    const left = (await untilNext()) ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(5_000);
    await shiftClock(122 * MINUTE);
    expect(await fireDue(system)).toBe(1);
    expect(await deadlineRows(broken)).toMatchObject([{ fired: 1, attempts: 0, problem: null }]);
  });

  test("waits while somebody changes the incident, and holds nobody up", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    const { id } = await storedIncident(reference);
    await shiftClock(121 * MINUTE);
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM incident WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      expect(await fireDue(system)).toBe(0);
    });
    expect(await fireDue(system)).toBe(1);
  });
});

test("nothing is done while somebody tells history", async () => {
  const reference = await anIncident(ada, { severity: "SEV3" });
  const { id: incidentId } = await storedIncident(reference);
  await shiftClock(121 * MINUTE);
  const teller = new pg.Client({ connectionString: databaseUrl() });
  await teller.connect();
  await teller.query("SELECT pg_advisory_lock($1)", [DEADLINE_LOCK]);
  expect(await fireDue(system)).toBe(0);
  expect(await fireDeadline(system, { incidentId, kind: "update_due", subject: "next" })).toBe(false);
  await teller.end();
  await expect.poll(() => fireDue(system)).toBe(1);
  expect(await missedIn(reference)).toHaveLength(1);
});

/** Lets each transaction that writes a deadline wait in the middle of it. */
async function whileHeldAtTheTable<T>(work: () => Promise<T>): Promise<T> {
  await db().$executeRawUnsafe(`
    CREATE FUNCTION test_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$`);
  await db().$executeRawUnsafe("CREATE TRIGGER test_hold BEFORE UPDATE ON deadline FOR EACH ROW EXECUTE FUNCTION test_hold()");
  try {
    return await work();
  } finally {
    await wait(50);
    await db().$executeRawUnsafe("DROP TRIGGER test_hold ON deadline");
    await db().$executeRawUnsafe("DROP FUNCTION test_hold()");
  }
}

/** Ends the connections that wait there, as a crash of their process would. */
async function killWhoWaits(): Promise<number> {
  const [row] = await db().$queryRaw<{ killed: number }[]>`
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))::int AS killed FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep' AND pid <> pg_backend_pid()`;
  return row?.killed ?? 0;
}
