import { expect, test } from "vitest";
import type { SessionState } from "#lib/contracts/review-session.ts";
import { applyChange, closeSession, openSession, sessionWords, withDecision } from "./session-rules.ts";

const [ada, bo] = [
  { id: "a", name: "Ada" },
  { id: "b", name: "Bo" },
];
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
const agenda = [
  { title: "Replay", minutes: 10 },
  { title: "Actions", minutes: 5 },
];

test("time is counted for the point that runs, and goes on when it is taken up again", () => {
  const start = openSession(agenda, ada, at(0));
  const by = { by: ada, presenter: ada };
  const second = applyChange(start, { do: "point", point: "p2" }, { ...by, now: at(12) }).state;
  expect(second.agenda.map(({ spentMs }) => spentMs / 60_000)).toEqual([12, 0]);
  const again = applyChange(second, { do: "point", point: "p1" }, { ...by, now: at(15) }).state;
  expect(applyChange(again, { do: "point", point: "p1" }, { ...by, now: at(16) }).state).toEqual(again);
  const over = closeSession(again, at(20));
  expect(over.agenda.map(({ spentMs, startedAt }) => [spentMs / 60_000, startedAt])).toEqual([
    [17, null],
    [3, null],
  ]);
  expect(over.attendance).toEqual([{ person: ada, joinedAt: at(0), leftAt: at(20) }]);
});

test("only who presents moves the agenda and the moment; anybody may take over", () => {
  const start = openSession(undefined, ada, at(0));
  const asBo = { by: bo, presenter: ada, now: at(1) };
  expect(() => applyChange(start, { do: "moment", moment: 3 }, asBo)).toThrow("Ada presents. Take over presenting first.");
  expect(() => applyChange(start, { do: "point", point: "p2" }, asBo)).toThrow("Ada presents");
  const taken = applyChange(start, { do: "present" }, asBo);
  expect(taken.presenter).toEqual(bo);
  expect(applyChange(taken.state, { do: "moment", moment: 3 }, { ...asBo, presenter: bo }).state.moment).toBe(3);
  expect(() => applyChange(start, { do: "point", point: "p9" }, { by: ada, presenter: ada, now: at(1) })).toThrow("not on the agenda");
});

test("who leaves and comes back is there once", () => {
  const start = openSession(agenda, ada, at(0));
  const step = (state: typeof start, how: "join" | "leave", minute: number) =>
    applyChange(state, { do: how }, { by: bo, presenter: ada, now: at(minute) }).state;
  const back = step(step(step(start, "join", 1), "leave", 2), "join", 3);
  expect(back.attendance).toEqual([
    { person: ada, joinedAt: at(0), leftAt: null },
    { person: bo, joinedAt: at(1), leftAt: null },
  ]);
});

test("the timeline is told what was decided", () => {
  const decided = withDecision(openSession(agenda, ada, at(0)), { id: "d", text: "Cap the pool", by: ada, at: at(1) });
  expect(decided.decisions[0]?.point).toBe("p1");
  expect(sessionWords(closeSession({ ...decided, items: ["x"] }, at(1)))).toBe(
    "1 person, 1 minute, 1 decision, 1 action item\nDecided: Cap the pool",
  );
});

test("the timeline is told every decision whole, and more than it holds is refused before", () => {
  const decide = (state: SessionState, index: number) =>
    withDecision(state, { id: `d${index}`, text: `${index} `.padEnd(1_000, "x"), by: ada, at: at(1) });
  const full = Array.from({ length: 20 }, (_, index) => index).reduce(decide, openSession(agenda, ada, at(0)));
  const words = sessionWords(closeSession(full, at(1)));
  for (const { text } of full.decisions) expect(words).toContain(`Decided: ${text}`);
  expect(() => decide(full, 20)).toThrow("The decisions of a session have 20,000 characters, and 0 are left.");
});
