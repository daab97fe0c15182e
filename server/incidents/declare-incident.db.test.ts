import { beforeEach, describe, expect, test } from "vitest";
import { AddNote, DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { addNote } from "#server/notes/index.ts";
import { verifyAudit } from "#server/platform/audit-verify.ts";
import { anonymousCtx, systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { jobsIn, resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, aService, failingAtCommit, fingerprint, kindsOf, logOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { declareIncident } from "./declare-incident.ts";

beforeEach(resetDatabase);

describe("declaring an incident", () => {
  test("stores state, facts, audit and query columns together", async () => {
    const ada = await testPerson({ name: "Ada" });
    const service = await aService("checkout");
    const reference = await anIncident(ada, { services: [service], summary: "500s" });
    const { id, room } = await storedIncident(reference);
    expect(await kindsOf(reference)).toEqual(["declared", "role", "watcher"]);
    expect(room).toMatchObject({ title: "Checkout fails", phase: "investigating", severity: "SEV2", services: [{ id: service, name: "checkout" }] });
    expect(room.assignments).toMatchObject([{ role: "commander", state: "active", person: { id: ada.person.id } }]);
    const row = await db().incident.findUniqueOrThrow({ where: { id }, include: { services: true, people: true, search: true } });
    expect(row).toMatchObject({ phase: "investigating", severity: "SEV2", commanderId: ada.person.id, lastSeq: 3, visibility: "normal" });
    expect(row.services.map(({ serviceId }) => serviceId)).toEqual([service]);
    expect(row.people).toMatchObject([{ userId: ada.person.id, isMember: false, isWatcher: true, hasRole: true, hasTask: false }]);
    expect(row.search).not.toBeNull();
    expect(row.nextUpdateDueAt?.getTime()).toBe(row.declaredAt.getTime() + 30 * 60_000);
    expect((await verifyIncident(id)).problems).toEqual([]);
    expect(await verifyAudit()).toMatchObject({ isSound: true, entries: 1 });
  });

  test("by Muster itself names no commander", async () => {
    const reference = await anIncident(systemCtx("Alerts"), { severity: null });
    expect(await kindsOf(reference)).toEqual(["declared"]);
    expect((await roomOf(reference)).phase).toBe("triage");
    expect((await logOf(reference))[0]?.actor).toEqual({ type: "system", id: "muster", name: "Alerts" });
  });

  test("in private names the declarer and those chosen", async () => {
    const [ada, bo] = [await testPerson(), await testPerson()];
    const room = await roomOf(await anIncident(ada, { visibility: "private", members: [bo.person.id] }));
    expect(room.members.map(({ id }) => id)).toEqual([ada.person.id, bo.person.id]);
  });

  test("is refused to viewers and visitors, and leaves nothing", async () => {
    const viewer = await testPerson({ role: "viewer" });
    const before = await fingerprint();
    expect((await refusal(anIncident(viewer))).code).toBe("forbidden");
    expect((await refusal(anIncident(anonymousCtx()))).code).toBe("not_signed_in");
    expect(await fingerprint()).toEqual(before);
  });

  test("with unknown services or people is refused and uses up no reference", async () => {
    const ada = await testPerson();
    const unknown = "01900000-0000-7000-8000-000000000999";
    expect((await refusal(anIncident(ada, { services: [unknown] }))).code).toBe("not_found");
    expect((await refusal(anIncident(ada, { visibility: "private", members: [unknown] }))).code).toBe("not_found");
    expect(await anIncident(ada)).toMatch(/-001$/);
  });

  test("leaves nothing when the power goes out at the last step", async () => {
    const ada = await testPerson();
    await anIncident(ada);
    const before = await fingerprint();
    await expect(failingAtCommit(() => anIncident(ada))).rejects.toThrow("the power went out");
    expect(await fingerprint()).toEqual(before);
    expect(await anIncident(ada)).toMatch(/-002$/);
  });

  test("forty at once get forty references without a gap", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => testPerson()));
    const declared = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        declareIncident(people[index % 8] ?? systemCtx(), DeclareIncident.parse({ title: `Incident ${index}` })),
      ),
    );
    const numbers = declared.map(({ reference }) => Number(reference.slice(-3))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(await verifyAudit()).toMatchObject({ isSound: true, entries: 40 });
    for (const { id } of declared) expect((await verifyIncident(id)).problems).toEqual([]);
  });

  test("the same request, sent twelve times at once and once more later, declares one incident and answers the same", async () => {
    const [ada, bo] = await Promise.all([testPerson(), testPerson()]);
    const input = DeclareIncident.parse({ title: "Checkout fails" });
    const send = (who: typeof ada) => declareIncident({ ...who, requestKey: "declare-once-1" }, input);
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(ada)));
    answers.push(await send(ada));
    expect(new Set(answers.map(({ reference }) => reference)).size).toBe(1);
    expect(await db().incident.count()).toBe(1);
    expect((await send(bo)).reference).not.toBe(answers[0]?.reference);
    const [{ reference = "" } = {}] = answers;
    const note = addNote({ ...ada, requestKey: "declare-once-1" }, AddNote.parse({ reference, text: "Same name" }));
    expect((await refusal(note)).code).toBe("conflict");
    expect(await verifyAudit()).toMatchObject({ isSound: true, entries: 2 });
  });

  test("a refused request leaves no receipt: under the same name it can be sent again, corrected", async () => {
    const ada = { ...(await testPerson()), requestKey: "declare-once-2" };
    expect((await refusal(declareIncident(ada, DeclareIncident.parse({ title: "Later", kind: "retrospective" })))).code).toBe("invalid_input");
    expect(await declareIncident(ada, DeclareIncident.parse({ title: "Now" }))).toHaveProperty("reference");
  });

  test("numbers each UTC day anew, and goes past 999", async () => {
    const first = await anIncident(systemCtx());
    await shiftClock(24 * 3_600_000);
    const second = await anIncident(systemCtx());
    await db().incidentDay.updateMany({ data: { counter: 999 } });
    const thousandth = await anIncident(systemCtx());
    expect([first.slice(-3), second.slice(-3)]).toEqual(["001", "001"]);
    expect(second.slice(0, 13)).not.toBe(first.slice(0, 13));
    expect(thousandth.slice(0, 13)).toBe(second.slice(0, 13));
    expect(thousandth.slice(-4)).toBe("1000");
    expect(await jobsIn()).toEqual([]);
  });
});
