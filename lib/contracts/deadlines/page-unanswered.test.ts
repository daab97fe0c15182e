import { describe, expect, test } from "vitest";
import { pagedEscalation } from "../../testing/paged.ts";
import { anAssignment, aRoom, BO, CY, minutesPast, NOON } from "../../testing/room.ts";
import { deadlinesOf, permissionFor, queueOf } from "../deadlines-of.ts";
import { answerOf } from "../escalation/answer.ts";
import { foldEscalation } from "../escalation/fold.ts";
import type { Escalation } from "../escalation/state.ts";
import { pageUnanswered } from "./page-unanswered.ts";

const roomWith = (escalation: Escalation | null) => aRoom({ severity: "SEV2", assignments: [anAssignment()], escalation });
const of = (escalation: Escalation | null) => deadlinesOf(roomWith(escalation)).filter(({ kind }) => kind === "page_unanswered");
const answered = (escalation: Escalation, person: typeof BO, answer: "acknowledge" | "decline", at: string) => {
  const fact = answerOf(escalation, { person, answer, means: "console" }, at);
  const after = foldEscalation(escalation, fact, at);
  if (!after) throw new Error("An answer has a state after it.");
  return after;
};

describe("a page without an answer", () => {
  test("waits for its person until the next step", () => {
    expect(of(pagedEscalation())).toMatchObject([{ subject: BO.id, owner: { type: "person", person: BO }, dueAt: minutesPast(15) }]);
    expect(of(pagedEscalation({ hasLead: true })).map(({ subject, dueAt }) => [subject, dueAt])).toEqual([
      [BO.id, minutesPast(30)],
      [CY.id, minutesPast(30)],
    ]);
    expect(of(null)).toEqual([]);
  });

  test("waits no longer once its person answered, anybody acknowledged, or everybody was stood down", () => {
    const both = pagedEscalation({ hasLead: true });
    expect(of(answered(both, CY, "decline", minutesPast(16))).map(({ subject }) => subject)).toEqual([BO.id]);
    expect(of(answered(both, CY, "acknowledge", minutesPast(16)))).toEqual([]);
    expect(of({ ...both, stoodDownAt: minutesPast(20) })).toEqual([]);
  });

  test("is answered by whoever may answer their own pages, also by somebody who may only look", () => {
    expect(permissionFor("page_unanswered")).toBe("incident.answer");
    const queue = queueOf(roomWith(pagedEscalation()), { id: BO.id, role: "viewer" });
    expect(queue.map(({ kind }) => kind)).toEqual(["page_unanswered"]);
    expect(queueOf(roomWith(pagedEscalation()), { id: CY.id, role: "viewer" })).toEqual([]);
  });

  test("says what follows without an answer, which the pager sees to and not the engine of deadlines", () => {
    const room = roomWith(pagedEscalation());
    const [deadline] = of(pagedEscalation());
    if (!deadline) throw new Error("Nothing waits.");
    expect(pageUnanswered.words(room, deadline, [])).toMatchObject({ title: "You are paged: On-Call Engineer", onExpiry: "Team Lead is paged." });
    expect(pageUnanswered.onMissed({ room, deadline, fired: 0, settings: {} as never, now: NOON })).toBeNull();
    expect(pageUnanswered.answerIn(answerOf(pagedEscalation(), { person: BO, answer: "decline", means: "link" }, NOON), deadline)).toBe("decline");
  });
});
