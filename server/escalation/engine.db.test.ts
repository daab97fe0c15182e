import { beforeEach, describe, expect, test } from "vitest";
import * as input from "#lib/contracts/escalation/commands.ts";
import { ChangeStatus, SetFigures } from "#lib/contracts/incident-commands.ts";
import { changeStatus, setFigures } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, kindsOf, logOf, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { verifyIncident } from "#server/timeline/index.ts";
import { answerPage } from "./answer-page.ts";
import { deEscalate } from "./de-escalate.ts";
import { escalate } from "./escalate.ts";
import { fireDue, untilNext } from "./fire-due.ts";
import { myPages } from "./my-pages.ts";
import { startAgain } from "./start-again.ts";
import { aLadder } from "./testing/ladder.ts";

const MINUTE = 60_000;
const system = systemCtx("Pager");

let ada: Someone;
let bo: Someone;
let dave: Someone;

beforeEach(async () => {
  await resetDatabase();
  ({ ada, bo, dave } = await aLadder());
});

const answer = (reference: string, more: object = {}) => input.AnswerPage.parse({ reference, ...more });
const pages = () => db().page.findMany({ orderBy: { createdAt: "asc" }, include: { deliveries: { orderBy: { position: "asc" } } } });
const titles = async () => (await pages()).map(({ title, state }) => `${title} ${state}`);
const timer = async (reference: string) => {
  const { id } = await storedIncident(reference);
  const row = await db().escalationTimer.findUniqueOrThrow({ where: { incidentId: id } });
  const declared = (await roomOf(reference)).timestamps.declaredAt?.at ?? "";
  return { state: row.state, minutes: row.dueAt === null ? null : Math.round((row.dueAt.getTime() - Date.parse(declared)) / MINUTE) };
};

describe("an escalation", () => {
  test("is armed by its declaration and fires each level once, at its time by the database's clock", async () => {
    const reference = await anIncident(ada);
    expect(await timer(reference)).toEqual({ state: "running", minutes: 0 });
    expect(await fireDue(system)).toBe(1);
    // Nobody is on call here, so the next level follows at once.
    expect(await titles()).toEqual(["Team Lead delivered"]);
    expect(await fireDue(system)).toBe(0);
    expect(await kindsOf(reference)).toEqual(["declared", "role", "watcher", "page"]);
    expect(await timer(reference)).toEqual({ state: "running", minutes: 30 });
    await shiftClock(61 * MINUTE);
    expect(await untilNext()).toBeLessThan(0);
    await fireDue(system);
    expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
  });

  test("tells the lead, whose answer disarms the timer and calls back what is not sent, in one transaction", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    await fireDue(system);
    await answerPage(bo, answer(reference));
    expect(await titles()).toEqual(["Team Lead acknowledged"]);
    const [page] = await pages();
    expect(page?.deliveries.map(({ channel, state }) => `${channel} ${state}`)).toEqual(["inbox delivered"]);
    expect(await timer(reference)).toEqual({ state: "acknowledged", minutes: null });
    expect((await refusal(answerPage(bo, answer(reference)))).code).toBe("already_done");
    expect((await logOf(reference)).at(-1)?.fact).toMatchObject({ kind: "acknowledgement", settles: true, answer: "acknowledged" });
  });

  test("reaches the VP after an hour only with revenue at risk, and a viewer may answer their own page", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    await fireDue(system);
    await answerPage(bo, answer(reference));
    await shiftClock(70 * MINUTE);
    await fireDue(system);
    expect(await titles()).not.toContain("VP Engineering delivered");
    await setFigures(ada, SetFigures.parse({ reference, figures: { revenuePerHour: 5_000 } }));
    await fireDue(system);
    expect(await titles()).toContain("VP Engineering delivered");
    await answerPage(dave, answer(reference, { means: "link" }));
    expect(await titles()).toContain("VP Engineering acknowledged");
  });

  test("ends with the incident: nothing is armed, and what was not sent is called back", async () => {
    const reference = await anIncident(ada);
    await fireDue(system);
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "cancelled", reason: "False alarm" }));
    expect(await timer(reference)).toEqual({ state: "ended", minutes: null });
    expect(await titles()).toEqual(["Team Lead delivered"]);
    await shiftClock(500 * MINUTE);
    expect(await fireDue(system)).toBe(0);
  });

  test("is not armed for tests, private and retrospective incidents, nor where nobody is to be paged", async () => {
    const references = [
      await anIncident(ada, { kind: "test" }),
      await anIncident(ada, { visibility: "private" }),
      await anIncident(ada, { kind: "retrospective", startedAt: "2026-01-01T00:00:00Z" }),
      await anIncident(ada, { pages: false }),
    ];
    for (const reference of references) expect((await roomOf(reference)).escalation).toBeNull();
    expect(await fireDue(system)).toBe(0);
  });

  test("that cannot fire is put off, says why, and hinders no other", async () => {
    const broken = await anIncident(ada);
    const sound = await anIncident(ada);
    const { id } = await storedIncident(broken);
    await db().$executeRaw`ALTER TABLE page ADD CONSTRAINT broken CHECK (incident_id <> ${id}::uuid)`.catch(async () => {
      await db().$executeRawUnsafe(`ALTER TABLE page ADD CONSTRAINT broken CHECK (incident_id <> '${id}')`);
    });
    try {
      await fireDue(system);
      expect((await pages()).map(({ incidentId }) => incidentId)).toEqual([(await storedIncident(sound)).id]);
      expect((await db().escalationTimer.findUniqueOrThrow({ where: { incidentId: id } })).problem).toContain("broken");
    } finally {
      await db().$executeRawUnsafe("ALTER TABLE page DROP CONSTRAINT broken");
    }
    await shiftClock(5_000);
    await fireDue(system);
    expect(await pages()).toHaveLength(2);
  });
});

describe("paging by hand", () => {
  test("raises the severity and reaches a position, with the reason on the timeline", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const result = await escalate(
      ada,
      input.Escalate.parse({ reference, severity: "SEV1", position: "vp-engineering", reason: "need VP Engineering" }),
    );
    expect(result.paged).toEqual([{ id: dave.person.id, name: "Dave" }]);
    expect((await roomOf(reference)).severity).toBe("SEV1");
    expect((await logOf(reference)).at(-1)?.fact).toMatchObject({ kind: "page", isByHand: true, reason: "need VP Engineering" });
  });

  test("of nobody in particular goes to the next level, and says whom it could not find", async () => {
    const reference = await anIncident(ada, { severity: "SEV2" });
    const first = await refusal(escalate(ada, input.Escalate.parse({ reference, reason: "Help" })));
    expect(first.message).toContain("There is no on-call schedule yet");
    const second = await escalate(ada, input.Escalate.parse({ reference, level: 2, reason: "Help" }));
    expect(second.paged.map(({ name }) => name)).toEqual(["Bo"]);
  });

  test("works where nobody was to be paged, and again after everybody was stood down", async () => {
    const reference = await anIncident(ada, { pages: false });
    await escalate(ada, input.Escalate.parse({ reference, user: bo.person.id, reason: "Need a second pair of eyes" }));
    const down = await deEscalate(ada, input.DeEscalate.parse({ reference, reason: "It was a test account" }));
    expect(down.told.map(({ name }) => name)).toEqual(["Bo"]);
    expect(await timer(reference)).toEqual({ state: "stood-down", minutes: null });
    await escalate(ada, input.Escalate.parse({ reference, user: bo.person.id, reason: "It is real after all" }));
    expect(await titles()).toEqual(["Bo delivered", "Bo delivered"]);
    expect((await refusal(escalate(ada, input.Escalate.parse({ reference, level: 9, reason: "x" })))).message).toContain("policy");
  });
});

test("whoever works on it already is counted as paged, told nothing, and asked for no answer", async () => {
  const reference = await anIncident(bo);
  await fireDue(system);
  const [page] = await pages();
  expect(page).toMatchObject({ title: "Team Lead", recipient: bo.person.id, state: "acknowledged", deliveries: [] });
  expect(await myPages(bo)).toEqual([]);
  await deEscalate(ada, input.DeEscalate.parse({ reference, reason: "It was a test account" }));
  expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
});

test("an incident that an alert opened again pages anew from the first level, under an escalation of its own", async () => {
  const reference = await anIncident(ada);
  await fireDue(system);
  await changeStatus(ada, ChangeStatus.parse({ reference, to: "cancelled", reason: "False alarm" }));
  expect(await startAgain(system, { reference, policy: null, reason: "It fired again" })).toEqual({ isStarted: false });
  await changeStatus(ada, ChangeStatus.parse({ reference, to: "investigating", reason: "It fired again" }));
  expect(await startAgain(system, { reference, policy: null, reason: "It fired again" })).toEqual({ isStarted: true });
  expect(await startAgain(system, { reference, policy: null, reason: "It fired again" })).toEqual({ isStarted: false });
  await fireDue(system);
  expect(await titles()).toEqual(["Team Lead delivered", "Team Lead delivered"]);
  expect((await verifyIncident((await storedIncident(reference)).id)).problems).toEqual([]);
});
