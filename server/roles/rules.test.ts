import { describe, expect, test } from "vitest";
import type { AssignmentState } from "#lib/contracts/role.ts";
import { ADA, anAssignment, aRoom, BO, CY, idOf, minutesPast, NOON } from "#lib/testing/room.ts";
import type { MusterError } from "#server/platform/errors.ts";
import { commanderOf, decideAssignment, decideAssignmentChange, endOffer, openOffer, requireOfferable, rolesOf } from "./rules.ts";

const custom = { key: "vendor-liaison", label: "Vendor Liaison", isMany: true, duties: "" };
const roles = rolesOf({ customRoles: [custom, { ...custom, key: "commander", isMany: true }] });
const role = (key: string) => roles.find((known) => known.key === key) ?? custom;
const brief = { situation: "x", investigations: "", tried: "", next: "", blockers: "" };
const offer = { id: idOf(51), from: ADA, to: BO, brief, offeredAt: NOON };
const commanded = aRoom({ assignments: [anAssignment()] });

describe("roles", () => {
  test("are the built-in ones and the organisation's, and a built-in one cannot be redefined", () => {
    expect(roles.map(({ key }) => key)).toContain("vendor-liaison");
    expect(roles.filter(({ key }) => key === "commander")).toHaveLength(1);
    expect(role("commander").isMany).toBe(false);
  });
});

describe("assigning", () => {
  const deputy = anAssignment({ id: idOf(101), role: "deputy", person: BO });

  test("adds a first holder", () => {
    expect(decideAssignment(commanded, role("deputy"), deputy, null)).toEqual({ kind: "role", assignment: deputy, replaces: null, reason: null });
  });

  test("replaces the former holder of a role for one, in the same fact", () => {
    const next = { ...deputy, id: idOf(102), person: CY };
    expect(decideAssignment(aRoom({ assignments: [deputy] }), role("deputy"), next, "Shift").replaces).toEqual(deputy);
  });

  test("adds to a role for many", () => {
    const expert = anAssignment({ id: idOf(103), role: "subject-expert", person: BO });
    expect(
      decideAssignment(aRoom({ assignments: [expert] }), role("subject-expert"), { ...expert, id: idOf(104), person: CY }, null).replaces,
    ).toBeNull();
  });

  test("refuses who holds it already", () => {
    expect(refusal(() => decideAssignment(aRoom({ assignments: [deputy] }), role("deputy"), { ...deputy, id: idOf(102) }, null)).code).toBe(
      "already_done",
    );
  });

  test("gives command only when nobody has it", () => {
    const next = anAssignment({ id: idOf(102), person: BO });
    expect(decideAssignment(aRoom(), role("commander"), next, null).assignment).toEqual(next);
    expect(refusal(() => decideAssignment(commanded, role("commander"), next, null)).message).toContain("hand over, or take command");
  });
});

describe("changing an assignment", () => {
  const states = ["paged", "active", "standby", "released"] as const;
  const legal = ["paged active", "paged standby", "paged released", "active standby", "active released", "standby active", "standby released"];
  const expert = (state: AssignmentState) => aRoom({ assignments: [anAssignment({ role: "subject-expert", person: BO, state })] });
  const own = { personId: BO.id, mayCommand: false };
  const pairs = states.slice(0, 3).flatMap((from) => states.filter((to) => to !== from).map((to) => ({ from, to })));

  test.each(pairs)("$from → $to is decided by the table", ({ from, to }) => {
    const decide = () => decideAssignmentChange(expert(from), { id: idOf(100), state: to, reason: "Why" }, own, minutesPast(3));
    if (legal.includes(`${from} ${to}`)) {
      expect(decide()).toMatchObject({
        kind: "role",
        assignment: { state: to, since: minutesPast(3), assignedBy: ADA.name },
        replaces: { state: from },
        reason: "Why",
      });
    } else expect(refusal(decide).code).toBe("illegal_transition");
  });

  test("the same state again is done already", () => {
    expect(refusal(() => decideAssignmentChange(expert("active"), { id: idOf(100), state: "active", reason: null }, own, NOON)).code).toBe(
      "already_done",
    );
  });

  test("is for the person concerned and for who commands", () => {
    const decide = (personId: string, mayCommand: boolean) => () =>
      decideAssignmentChange(expert("paged"), { id: idOf(100), state: "active", reason: null }, { personId, mayCommand }, NOON);
    expect(refusal(decide(CY.id, false)).code).toBe("forbidden");
    expect(decide(CY.id, true)).not.toThrow();
  });

  test("an assignment that is gone is not found", () => {
    expect(refusal(() => decideAssignmentChange(aRoom(), { id: idOf(100), state: "active", reason: null }, own, NOON)).code).toBe("not_found");
  });

  test("a commander stays while the incident is active, may decline a page, and may go when it is over", () => {
    const self = { personId: ADA.id, mayCommand: true };
    const decide = (room: typeof commanded, to: AssignmentState) => () =>
      decideAssignmentChange(room, { id: idOf(100), state: to, reason: null }, self, NOON);
    expect(refusal(decide(commanded, "released")).message).toContain("Hand over command first");
    expect(refusal(decide(commanded, "standby")).code).toBe("conflict");
    expect(decide({ ...commanded, phase: "resolved" }, "released")).not.toThrow();
    expect(decide(aRoom({ assignments: [anAssignment({ state: "paged" })] }), "released")).not.toThrow();
  });
});

describe("handing over command", () => {
  test("is offered by the acting commander, to somebody else, once", () => {
    expect(() => requireOfferable(commanded, ADA, BO)).not.toThrow();
    expect(refusal(() => requireOfferable(commanded, CY, BO)).message).toContain(`${ADA.name} commands it`);
    expect(refusal(() => requireOfferable(aRoom(), ADA, BO)).message).toContain("nobody commands it");
    expect(refusal(() => requireOfferable(aRoom({ assignments: [anAssignment({ state: "paged" })] }), ADA, BO)).code).toBe("forbidden");
    expect(refusal(() => requireOfferable(commanded, ADA, ADA)).message).toContain("somebody else");
    expect(refusal(() => requireOfferable({ ...commanded, handover: offer }, ADA, CY)).message).toContain("Withdraw that offer first");
  });

  test("is answered only while the offer stands", () => {
    expect(openOffer(aRoom({ handover: offer }), offer.id)).toEqual(offer);
    expect(refusal(() => openOffer(aRoom({ handover: offer }), idOf(52))).code).toBe("already_done");
    expect(refusal(() => openOffer(aRoom(), offer.id)).code).toBe("already_done");
  });

  test("ends without a word about the brief", () => {
    expect(endOffer(offer, "declined")).toEqual({
      kind: "handover",
      state: "declined",
      id: offer.id,
      from: ADA,
      to: BO,
      brief: null,
      readBack: null,
      assignment: null,
    });
  });

  test("the commander is the one who holds the role, in whatever state", () => {
    expect(commanderOf(commanded)?.person).toEqual(ADA);
    expect(commanderOf(aRoom())).toBeNull();
  });
});

function refusal(decide: () => unknown): MusterError {
  try {
    decide();
  } catch (error) {
    return error as MusterError;
  }
  throw new Error("It was not refused.");
}
