import { describe, expect, test } from "vitest";
import { pagedEscalation } from "../testing/paged.ts";
import { ADA, anAssignment, aRoom, BO, CY, idOf, minutesPast, NOON, roomAfter } from "../testing/room.ts";
import type { Deadline } from "./deadline.ts";
import { DEADLINE_KINDS } from "./deadline-terms.ts";
import { concerned } from "./deadlines/parts.ts";
import { DEADLINE_RULES } from "./deadlines/registry.ts";
import { deadlineChange, deadlinesOf, queueOf } from "./deadlines-of.ts";
import type { Handover } from "./role.ts";
import type { RoomState } from "./room.ts";
import type { Fact } from "./timeline.ts";

const commander = anAssignment();
const communications = anAssignment({ id: idOf(101), role: "communications", person: BO });
const asked = anAssignment({ id: idOf(102), role: "scribe", person: CY, state: "paged", since: minutesPast(3) });
const brief = { situation: "Half fixed\nSlow still", investigations: "", tried: "", next: "", blockers: "" };
const handover: Handover = { id: idOf(51), from: ADA, to: BO, brief, offeredAt: minutesPast(4) };
const staffed = { severity: "SEV2" as const, assignments: [commander, communications] };

const of = (room: RoomState, kind: Deadline["kind"]) => deadlinesOf(room).filter((deadline) => deadline.kind === kind);
const subjects = (deadlines: Deadline[]) => deadlines.map(({ subject }) => subject);
const responder = (person: { id: string }) => ({ id: person.id, role: "responder" as const });

describe("an update", () => {
  test("is due when it was promised, by whoever does communications", () => {
    expect(of(aRoom(staffed), "update_due")).toEqual([
      { kind: "update_due", subject: "next", owner: { type: "person", person: BO }, dueAt: minutesPast(30) },
    ]);
  });

  test("is the commander's where nobody does communications, and of command where nobody commands", () => {
    expect(of(aRoom({ assignments: [commander, { ...communications, state: "paged" }] }), "update_due")[0]?.owner).toEqual({
      type: "person",
      person: ADA,
    });
    expect(of(aRoom({ assignments: [] }), "update_due")[0]?.owner).toEqual({ type: "command" });
  });

  test("that is not owed is not due", () => expect(of(aRoom({ nextUpdateDueAt: null }), "update_due")).toEqual([]));
});

describe("an unfilled role", () => {
  test("is the commander's five minutes after the declaration, whatever the severity", () => {
    expect(of(aRoom({ severity: "SEV4" }), "role_unfilled")).toEqual([
      { kind: "role_unfilled", subject: "commander", owner: { type: "command" }, dueAt: minutesPast(5) },
    ]);
  });

  test("is communications' after ten, in a SEV1 or SEV2 only", () => {
    const at = (severity: RoomState["severity"]) => of(aRoom({ severity, assignments: [commander] }), "role_unfilled");
    expect(at("SEV2")).toMatchObject([{ subject: "communications", dueAt: minutesPast(10) }]);
    expect(subjects(at("SEV1"))).toEqual(["communications"]);
    expect(at("SEV3")).toEqual([]);
    expect(at(null)).toEqual([]);
  });

  test("counts from when the incident became that severe, not from an earlier time when it was", () => {
    const severity = (from: "SEV2" | "SEV3", to: "SEV1" | "SEV2" | "SEV3"): Fact => ({
      kind: "severity",
      from,
      to,
      reason: null,
      rule: null,
      nextUpdateDueAt: minutesPast(90),
    });
    const room = roomAfter(severity("SEV2", "SEV3"), severity("SEV3", "SEV2"), severity("SEV2", "SEV1"));
    expect(of({ ...room, assignments: [commander] }, "role_unfilled")).toMatchObject([{ dueAt: minutesPast(12) }]);
  });

  test("is filled by whoever is asked, and not by who stands by", () => {
    const rooms = (state: "paged" | "standby") => aRoom({ assignments: [commander, { ...communications, state }] });
    expect(of(rooms("paged"), "role_unfilled")).toEqual([]);
    expect(subjects(of(rooms("standby"), "role_unfilled"))).toEqual(["communications"]);
  });
});

test("a question for a role is its person's for five minutes from when they were asked", () => {
  expect(of(aRoom({ assignments: [commander, asked] }), "role_asked")).toEqual([
    { kind: "role_asked", subject: asked.id, owner: { type: "person", person: CY }, dueAt: minutesPast(8) },
  ]);
});

test("an offer of command is its receiver's for fifteen minutes", () => {
  expect(of(aRoom({ ...staffed, handover }), "handover_offered")).toEqual([
    { kind: "handover_offered", subject: handover.id, owner: { type: "person", person: BO }, dueAt: minutesPast(19) },
  ]);
});

test("nothing is due in an incident that is over", () => {
  for (const phase of ["resolved", "review", "closed", "declined", "cancelled", "merged"] as const)
    expect(deadlinesOf(aRoom({ phase, handover, assignments: [asked] }))).toEqual([]);
});

test("the earliest due comes first", () => {
  const dues = deadlinesOf(aRoom({ severity: "SEV1", assignments: [asked], handover })).map(({ dueAt }) => dueAt);
  expect(dues).toEqual(dues.toSorted());
  expect(dues).toHaveLength(5);
});

describe("a queue", () => {
  const room = aRoom({ severity: "SEV1", assignments: [commander, asked], watchers: [BO] });

  test("has what belongs to the person, and what belongs to command for those who command", () => {
    expect(queueOf(room, responder(ADA)).map(({ kind }) => kind)).toEqual(["role_unfilled", "update_due"]);
    expect(queueOf(room, responder(CY)).map(({ kind }) => kind)).toEqual(["role_asked"]);
    expect(queueOf(room, responder(BO))).toEqual([]);
  });

  test("of everybody on the incident has what belongs to command where nobody commands", () => {
    const headless = { ...room, assignments: [] };
    expect(subjects(queueOf(headless, responder(BO)))).toContain("commander");
    expect(queueOf(headless, responder(CY))).toEqual([]);
  });

  test("of everybody has it where nobody is on the incident", () => {
    expect(subjects(queueOf(aRoom(), responder(CY)))).toContain("commander");
  });

  test("of somebody who may only look is empty", () => {
    expect(queueOf(aRoom(), { id: CY.id, role: "viewer" })).toEqual([]);
  });
});

describe("the difference between two states", () => {
  const before = aRoom(staffed);

  test("is nothing for the same one, and for one that differs in something else", () => {
    expect(deadlineChange(before, before)).toEqual({ armed: [], ended: [] });
    expect(deadlineChange(before, { ...before, title: "Other" })).toEqual({ armed: [], ended: [] });
  });

  test("is everything for a new incident", () => {
    expect(deadlineChange(null, before)).toEqual({ armed: deadlinesOf(before), ended: [] });
  });

  test("names what came, what went to somebody else or another time, and what went away", () => {
    const after = { ...before, handover, nextUpdateDueAt: minutesPast(60), assignments: [commander] };
    const change = deadlineChange(before, after);
    expect(change.armed.map(({ kind }) => kind).toSorted()).toEqual(["handover_offered", "role_unfilled", "update_due"]);
    expect(change.ended).toEqual([]);
    expect(
      deadlineChange(after, before)
        .ended.map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(["handover_offered", "role_unfilled"]);
  });
});

describe("what is told outside", () => {
  const question = { id: idOf(62), text: "When?", askedAt: NOON, people: 1, wordings: ["When?"], answer: null, isDismissed: false };
  const later = { ...question, id: idOf(63), askedAt: minutesPast(5) };
  const withQuestions = (questions: (typeof question)[]) => aRoom({ ...staffed, told: { publications: [], requests: [], questions } });

  test("questions are one decision of communications: an answer to the one that waits longest, due by it", () => {
    expect(of(withQuestions([question, later]), "questions_asked")).toEqual([
      { kind: "questions_asked", subject: question.id, owner: { type: "person", person: BO }, dueAt: minutesPast(15) },
    ]);
    expect(of(withQuestions([{ ...question, isDismissed: true }]), "questions_asked")).toEqual([]);
  });
});

describe("the words of a deadline", () => {
  const words = {
    status: "identified" as const,
    title: "Payments fail",
    text: "We found it.",
    workaround: "",
    stakeholderText: "",
    eta: null,
    nextBy: null,
  };
  const request = {
    ...words,
    id: idOf(60),
    pages: [{ id: idOf(61), slug: "acme", name: "Acme" }],
    components: [],
    internalText: "",
    at: NOON,
    by: BO,
  };
  const question = { id: idOf(62), text: "When?", askedAt: NOON, people: 2, wordings: ["When?"], answer: null, isDismissed: false };
  const told = { publications: [], requests: [request], questions: [question] };
  const room = aRoom({
    severity: "SEV1",
    assignments: [commander, asked],
    handover,
    escalation: { ...pagedEscalation(), heldAt: minutesPast(20) },
    told,
  });

  test.each(DEADLINE_KINDS)("%s say what, why, what an answer does, and what happens without", (kind) => {
    const [deadline] = of(room, kind);
    if (!deadline) throw new Error(`The room has no ${kind}.`);
    const words = DEADLINE_RULES[kind].words(room, deadline, []);
    for (const text of [words.title, words.why, words.accept.label, words.accept.effect, words.onExpiry]) {
      expect(text).not.toMatch(/undefined|null/);
      expect(text.length).toBeGreaterThan(3);
    }
    expect(DEADLINE_RULES[kind].missed(room, deadline, [])).toMatch(/^[a-zA-Z]/);
  });

  test("use the organisation's own roles", () => {
    const own = aRoom({ assignments: [commander, { ...asked, role: "vendor-call" }] });
    const [deadline] = of(own, "role_asked");
    const roles = [{ key: "vendor-call", label: "Vendor Liaison", duties: "Call the vendor." }];
    expect(deadline && DEADLINE_RULES.role_asked.words(own, deadline, roles)).toMatchObject({
      title: "Ada Lind asks you to be Vendor Liaison",
      why: "Call the vendor.",
    });
  });
});

describe("what answers a deadline", () => {
  const deadline = (kind: Deadline["kind"], subject: string): Deadline => ({ kind, subject, owner: { type: "command" }, dueAt: NOON });
  const role = (changes: object): Fact => ({ kind: "role", assignment: { ...asked, ...changes }, replaces: asked, reason: null });
  const offer = (state: "accepted" | "declined" | "withdrawn"): Fact => ({
    kind: "handover",
    state,
    id: handover.id,
    from: ADA,
    to: BO,
    brief: null,
    readBack: null,
    assignment: null,
  });

  test.each([
    [role({ state: "active" }), "role_asked", asked.id, "accept"],
    [role({ state: "released" }), "role_asked", asked.id, "decline"],
    [role({ id: idOf(9), state: "active" }), "role_asked", asked.id, null],
    [role({ state: "active" }), "role_unfilled", "scribe", "accept"],
    [role({ state: "active" }), "role_unfilled", "commander", null],
    [offer("accepted"), "handover_offered", handover.id, "accept"],
    [offer("declined"), "handover_offered", handover.id, "decline"],
    [offer("withdrawn"), "handover_offered", handover.id, null],
    [offer("accepted"), "handover_offered", idOf(9), null],
    [{ kind: "update", text: "Now", nextUpdateDueAt: null }, "update_due", "next", "accept"],
  ] as [Fact, Deadline["kind"], string, string | null][])("%# %o", (fact, kind, subject, answer) => {
    expect(DEADLINE_RULES[kind].answerIn(fact, deadline(kind, subject))).toBe(answer);
  });
});

test("those concerned are named once each, whatever they do there", () => {
  const room = aRoom({ assignments: [commander, communications], watchers: [ADA, CY], members: [CY] });
  expect(concerned(room)).toEqual([ADA, BO, CY]);
});
