import { beforeEach, describe, expect, test } from "vitest";
import * as input from "#lib/contracts/escalation/commands.ts";
import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import { reachChanges } from "#lib/contracts/escalation/reach-changes.ts";
import { AskTimeMachine } from "#lib/contracts/escalation/time-machine.ts";
import { minutesAfter } from "#lib/contracts/escalation/times.ts";
import { ChangeStatus } from "#lib/contracts/incident-commands.ts";
import { changeStatus } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock } from "#server/testing/database.ts";
import { anIncident, refusal, roomOf, storedIncident } from "#server/testing/incident.ts";
import { answerPage, deEscalate, explainAt, fireDue, simulateEscalation } from "./index.ts";
import { aLadder } from "./testing/ladder.ts";

const MINUTE = 60_000;
const NIGHT = "2026-11-29T02:30:00.000Z";
const system = systemCtx("Pager");

let ada: Someone;
let bo: Someone;

beforeEach(async () => {
  await resetDatabase();
  ({ ada, bo } = await aLadder());
  await db().contactMethod.create({
    data: {
      id: newId(),
      userId: bo.person.id,
      kind: "webhook",
      label: "Phone",
      address: "https://sms.example.com",
      verifiedAt: new Date(),
      createdAt: new Date(),
    },
  });
  const plan = { high: [{ method: "account", afterMinutes: 0 }], low: [], quiet: { from: "22:00", to: "07:00", zone: "UTC" } };
  await db().contactPlan.create({ data: { userId: bo.person.id, plan, updatedAt: new Date() } });
});

const ask = (more: object = {}) => simulateEscalation(ada, AskTimeMachine.parse({ severity: "SEV2", opensAt: NIGHT, revenuePerHour: 100, ...more }));
const told = ({ steps }: Awaited<ReturnType<typeof ask>>) =>
  steps.map(({ level, minutes, people }) => `${level} ${minutes} ${people.map(({ name }) => name).join(", ")}`);

describe("the time machine forward", () => {
  test("says who is reached when and by what, with quiet hours as they are then, and stores nothing", async () => {
    const found = await ask();
    expect(told(found)).toEqual(["L1 0 ", "L2 0 Bo", "L3 30 ", "L1 45 ", "L2 45 Bo", "L4 60 Dave", "L3 75 ", "- 90 "]);
    expect(found.steps[0]).toMatchObject({ level: "L1", minutes: 0, people: [], problems: ["There is no on-call schedule yet"] });
    const lead = found.steps.find(({ level }) => level === "L2");
    expect(lead?.people).toEqual([
      {
        id: bo.person.id,
        name: "Bo",
        messages: [
          { channel: "inbox", waitMinutes: 0, isQuiet: false },
          { channel: "webhook", waitMinutes: 270, isQuiet: true },
        ],
      },
    ]);
    expect(found.steps.find(({ level }) => level === "L4")).toMatchObject({ minutes: 60, people: [{ name: "Dave" }] });
    const loud = await ask({ severity: "SEV1" });
    expect(loud.steps.find(({ level }) => level === "L2")?.people[0]?.messages[1]).toMatchObject({ waitMinutes: 0, isQuiet: false });
    expect(await db().page.count()).toBe(0);
  });

  test("takes rules that are not saved, and shows whom they reach earlier, later and no more", async () => {
    const [, lead, ...others] = DEFAULT_RULES.levels;
    const vp = others.find(({ id }) => id === "vp-engineering");
    if (!lead || !vp) throw new Error("The ladder has changed.");
    const sooner = { ...vp, triggers: [{ afterMinutes: 20, until: "resolved" as const, severity: null, revenuePerHour: null }] };
    const [before, after] = [await ask(), await ask({ rules: { ...DEFAULT_RULES, levels: [sooner] } })];
    expect(reachChanges(before, after).map(({ name, before: was, after: is }) => [name, was, is])).toEqual([
      ["Bo", 0, null],
      ["Dave", 60, 20],
    ]);
    expect(reachChanges(before, before)).toEqual([]);
  });

  test("ends where whoever was paged first answers", async () => {
    const found = await ask({ severity: "SEV3", acknowledgedAfterMinutes: 5 });
    expect(found.turns).toEqual([{ at: minutesAfter(NIGHT, 5), minutes: 5, what: "acknowledged", who: "Bo" }]);
    expect(found.end).toContain("acknowledged");
    expect(Math.max(...found.steps.map(({ minutes }) => minutes))).toBe(0);
  });

  test("names the policies there are when it is asked for one that is not", async () => {
    expect((await refusal(ask({ policy: "Night" }))).message).toBe("There is no policy “Night”. There are: Default ladder.");
  });
});

describe("the time machine in reverse", () => {
  const why = async (reference: string, minutes: number) => {
    const declared = (await roomOf(reference)).timestamps.declaredAt?.at ?? "";
    return explainAt(ada, { reference, at: minutesAfter(declared, minutes) });
  };
  const sentence = (found: Awaited<ReturnType<typeof why>>, level: string) => found.levels.find((one) => one.level === level)?.sentence ?? "";

  test("gives each level's reason: fired, due later, a condition that did not hold", async () => {
    const reference = await anIncident(ada);
    await fireDue(system);
    await shiftClock(31 * MINUTE);
    await fireDue(system);
    const then = await why(reference, 12);
    expect(then.answer).toBe("Nobody was paged: it waited for an answer of Bo. The next step was due 18 min later.");
    expect(then.levels.map(({ state }) => state)).toEqual(["fired", "fired", "later", "condition", "condition"]);
    expect(sentence(then, "L1")).toContain("found nobody. There is no on-call schedule yet.");
    expect(sentence(then, "L4")).toBe("Its condition did not hold: it wants revenue at risk, and none was recorded.");
    expect(sentence(then, "L5")).toBe("Its condition did not hold: it wants SEV1 or above, and the incident was SEV2.");
    expect(then.pages).toMatchObject([{ name: "Bo", sentence: "Bo had not answered after 12 min." }]);
    expect(then.pages[0]?.deliveries.map(({ channel, state }) => `${channel} ${state}`)).toEqual(["inbox delivered", "webhook waiting"]);
    const at = (await roomOf(reference)).escalation?.fired.at(-1)?.at ?? "";
    const later = await explainAt(ada, { reference, at: `${at.slice(0, 16)}:00.000Z` });
    expect(later.answer).toContain("Engineering Manager fired and found nobody: Nobody holds the position Engineering Manager");
  });

  test("says whose answer stopped the rest, and how long before", async () => {
    const reference = await anIncident(ada, { severity: "SEV3" });
    await fireDue(system);
    await shiftClock(4 * MINUTE);
    await answerPage(bo, input.AnswerPage.parse({ reference }));
    const then = await why(reference, 42);
    expect(then).toMatchObject({ state: "acknowledged", answer: "Nobody was paged: Bo had acknowledged 38 min before." });
    expect(sentence(then, "L3")).toContain("Stopped: Bo had acknowledged 38 min before");
    expect(then.pages[0]?.deliveries.map(({ state }) => state)).toEqual(["delivered"]);
    expect((await why(reference, 2)).pages[0]?.deliveries.map(({ state }) => state)).toEqual(["delivered"]);
  });

  test("says who stood everybody down, that it was over, that it was not declared, or never to page", async () => {
    const reference = await anIncident(ada);
    await fireDue(system);
    await deEscalate(ada, input.DeEscalate.parse({ reference, reason: "A test account" }));
    expect((await why(reference, 10)).answer).toContain("Ada had stood everybody down 10 min before: “A test account”.");
    await changeStatus(ada, ChangeStatus.parse({ reference, to: "cancelled", reason: "x" }));
    expect((await why(reference, 20)).answer).toContain("the incident had been cancelled for 20 min");
    expect((await why(reference, -5)).answer).toBe("Nobody was paged: the incident was not declared yet.");
    const quiet = await anIncident(ada, { pages: false });
    expect((await why(quiet, 5)).answer).toBe("Nobody was paged: it was declared without paging, and nobody had paged by hand.");
  });

  test("shows why a message had failed at that time, and that a step was late", async () => {
    const reference = await anIncident(ada);
    await fireDue(system);
    const { id } = await storedIncident(reference);
    const declared = Date.parse((await roomOf(reference)).timestamps.declaredAt?.at ?? "");
    await db().pageDelivery.updateMany({
      where: { channel: "webhook", page: { incidentId: id } },
      data: { state: "failed", error: "The webhook answered 503 instead of 2xx.", settledAt: new Date(declared + 3 * MINUTE), attempt: 4 },
    });
    const deliveries = async (minutes: number) => (await why(reference, minutes)).pages[0]?.deliveries[1];
    expect(await deliveries(2)).toMatchObject({ state: "waiting", error: null });
    expect(await deliveries(4)).toMatchObject({ state: "failed", error: "The webhook answered 503 instead of 2xx." });
    expect((await why(reference, 40)).levels[2]).toMatchObject({ state: "late" });
  });
});
