import { beforeEach, expect, test } from "vitest";
import { AnswerPage, SavePolicy } from "#lib/contracts/escalation/commands.ts";
import { FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import type { Target } from "#lib/contracts/escalation/policy.ts";
import { simulate } from "#lib/contracts/escalation/simulate.ts";
import { type Escalation, pagesOf, wordOf } from "#lib/contracts/escalation/state.ts";
import { aCase, type Case, type Input } from "#lib/contracts/escalation/testing/cases.ts";
import type { EscalationView } from "#lib/contracts/escalation/times.ts";
import { minutesAfter } from "#lib/contracts/escalation/times.ts";
import { ChangeSeverity, SetFigures } from "#lib/contracts/incident-commands.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { changeSeverity, setFigures } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import type { Someone } from "#server/testing/commands.ts";
import { resetDatabase, shiftClock, testPerson } from "#server/testing/database.ts";
import { anIncident, roomOf } from "#server/testing/incident.ts";
import { answerPage } from "./answer-page.ts";
import { type Directory, reach, readDirectory } from "./directory.ts";
import { fireDue } from "./fire-due.ts";

const CASES = Number(process.env.MUSTER_PROOF_SIZE ?? 80);
const SEED = Number(process.env.MUSTER_PROOF_SEED ?? 20_261_126);
const MINUTE = 60_000;
/** Steps that fall due within this time are fired together; far less than the half minute between steps and what people do. */
const TOGETHER_MS = 1_000;
const HORIZON_MINUTES = 200.25;
const system = systemCtx("Pager");

let ada: Someone;
let people: Someone[];
let targets: Target[];

beforeEach(async () => {
  await resetDatabase();
  ada = await testPerson({ name: "Ada", role: "admin" });
  people = [];
  for (const name of ["Bo", "Cy", "Di", "Eve", "Flo"]) people.push(await testPerson({ name }));
  const teamId = newId();
  await db().team.create({ data: { id: teamId, slug: "core", name: "Core" } });
  const ids = people.map(({ person }) => person.id);
  for (const [n, userId] of ids.slice(0, 3).entries()) await db().teamMember.create({ data: { teamId, userId, isLead: n === 0 } });
  for (const [order, { key, name }] of FIRST_POSITIONS.entries())
    await db().position.create({ data: { key, name, order, userId: key === "cto" ? (ids[4] ?? null) : null } });
  targets = [
    ...ids.slice(0, 4).map((id): Target => ({ kind: "user", id })),
    { kind: "user", id: ada.person.id },
    { kind: "team", id: teamId },
    { kind: "team-leads" },
    { kind: "on-call" },
    { kind: "position", position: "cto" },
    { kind: "position", position: "vp-engineering" },
    { kind: "role", role: "deputy" },
    { kind: "admins" },
  ];
});

type Lived = { one: Case; reference: string; openedAt: string; left: Input[] };

test("whom the time machine foretells is whom the engine pages, in the same minute, for random policies and lives", async () => {
  const cases = Array.from({ length: CASES }, (_, n) => aCase(SEED + n, targets, people.length));
  const lived = await declareAll(cases);
  await live(lived);
  const directory = await inTransaction(readDirectory);
  let steps = 0;
  for (const [n, { one, reference, openedAt }] of lived.entries()) {
    const room = await roomOf(reference);
    if (!room.escalation) throw new Error("Nothing was armed.");
    const recorded = told(room.escalation, openedAt);
    expect(told(foretold(one, room, openedAt, directory), openedAt), `case ${SEED + n}`).toEqual(recorded);
    steps += recorded.fired.length;
  }
  expect(steps).toBeGreaterThan(CASES * 2);
});

/** All of them in one transaction, so that they open at one moment. */
async function declareAll(cases: Case[]): Promise<Lived[]> {
  for (const [n, { rules }] of cases.entries()) {
    const { name } = SavePolicy.parse({ id: null, version: 0, name: `Policy ${n}`, rules });
    await db().escalationPolicy.create({ data: { id: policyId(n), name, rules, createdAt: new Date(), updatedAt: new Date(), updatedBy: "Ada" } });
  }
  const references = await Promise.all(cases.map(({ severity }, n) => anIncident(ada, { severity, policy: policyId(n), title: `Case ${n}` })));
  return Promise.all(
    references.map(async (reference, n) => {
      const { escalation } = await roomOf(reference);
      const one = cases[n];
      if (!escalation || !one) throw new Error("Nothing was armed.");
      return { one, reference, openedAt: escalation.startedAt, left: [...one.inputs] };
    }),
  );
}

const policyId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Moves the clock from one thing to the next: what is due fires, and people do what they do. */
async function live(lived: Lived[]): Promise<void> {
  const end = Math.max(...lived.map(({ openedAt }) => Date.parse(openedAt))) + HORIZON_MINUTES * MINUTE;
  for (;;) {
    const inputs = lived.flatMap((life) => (life.left[0] ? [{ life, input: life.left[0], at: momentOf(life, life.left[0]) }] : []));
    const first = inputs.toSorted((one, other) => one.at - other.at)[0];
    const due = await firstDue();
    const at = Math.min(first?.at ?? Number.POSITIVE_INFINITY, due ?? Number.POSITIVE_INFINITY);
    if (at > end) return;
    await shiftClock(Math.max(at, Date.now()) - Date.now() + TOGETHER_MS);
    if (due !== null && due <= at) await fireDue(system);
    else for (const { life } of inputs.filter((one) => one.at <= at + TOGETHER_MS)) await act(life);
  }
}

const momentOf = ({ openedAt }: Lived, { minutes }: Input) => Date.parse(openedAt) + minutes * MINUTE;

async function firstDue(): Promise<number | null> {
  const row = await db().escalationTimer.findFirst({ where: { dueAt: { not: null } }, orderBy: { dueAt: "asc" }, select: { dueAt: true } });
  return row?.dueAt?.getTime() ?? null;
}

async function act(life: Lived): Promise<void> {
  const input = life.left.shift();
  const { reference } = life;
  const room = await roomOf(reference);
  if (!input) return;
  if (input.what === "severity") {
    if (input.severity !== room.severity) await changeSeverity(ada, ChangeSeverity.parse({ reference, to: input.severity, reason: "Seen anew" }));
  } else if (input.what === "revenue") {
    if (input.revenue !== room.figures.revenuePerHour)
      await setFigures(ada, SetFigures.parse({ reference, figures: { revenuePerHour: input.revenue } }));
  } else {
    const me = people[input.person];
    const mine = pagesOf(room.escalation as Escalation).filter(({ person }) => person?.id === me?.person.id);
    const isOpen = mine.some(({ answer }) => (input.what === "acknowledge" ? answer?.answer !== "acknowledged" : answer === null));
    if (me && isOpen) await answerPage(me, AnswerPage.parse({ reference, answer: input.what }));
  }
}

function foretold({ rules, severity, inputs }: Case, room: RoomState, openedAt: string, directory: Directory): Escalation {
  const at = ({ minutes }: Input) => minutesAfter(openedAt, minutes);
  let view: EscalationView = { severity, revenuePerHour: null, lastActivityAt: null };
  const changes = inputs.flatMap((input) => {
    if (input.what !== "severity" && input.what !== "revenue") return [];
    const after = input.what === "severity" ? { ...view, severity: input.severity } : { ...view, revenuePerHour: input.revenue };
    const isNew = after.severity !== view.severity || after.revenuePerHour !== view.revenuePerHour;
    view = after;
    return isNew ? [{ at: at(input), view: { ...after, lastActivityAt: at(input) } }] : [];
  });
  const answers = inputs.flatMap((input) => {
    if (input.what !== "acknowledge" && input.what !== "decline") return [];
    return [{ at: at(input), person: people[input.person]?.person.id ?? "", answer: input.what }];
  });
  const { escalation } = simulate({
    policy: { ...rules, id: null, name: "Policy", version: 1 },
    openedAt,
    view: { severity, revenuePerHour: null, lastActivityAt: null },
    changes,
    answers,
    reach: (target, now) => reach(directory, room, target, now),
    until: minutesAfter(openedAt, HORIZON_MINUTES),
  });
  return escalation;
}

/**
 * What counts of an escalation: which step reached whom in which minute, who answered, and how it stands. Steps of one minute have no order:
 * the engine is milliseconds late, so one that is due by the round may follow one that is due by the opening.
 */
function told(escalation: Escalation, openedAt: string) {
  const minute = (at: string | null) => (at === null ? null : Math.floor((Date.parse(at) - Date.parse(openedAt)) / MINUTE));
  return {
    word: wordOf(escalation),
    loop: escalation.loop,
    acknowledged: minute(escalation.acknowledgedAt),
    exhausted: minute(escalation.exhaustedAt),
    fired: escalation.fired
      .map(({ step, loop, at, pages, problems, trigger }) => ({
        step,
        loop,
        minute: minute(at) ?? 0,
        problems,
        trigger,
        pages: pages.map(({ name, answer }) => `${name} ${answer ? `${answer.answer} ${minute(answer.at)}` : "-"}`),
      }))
      .toSorted((one, other) => one.minute - other.minute || one.loop - other.loop || one.step.localeCompare(other.step)),
  };
}
