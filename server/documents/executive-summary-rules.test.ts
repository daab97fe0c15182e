import { expect, test } from "vitest";
import type { NotificationRow } from "#lib/contracts/escalation/status.ts";
import { figuresOf, NO_CONTEXT } from "#lib/contracts/figures.ts";
import { NO_FIGURES } from "#lib/contracts/incident.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import type { Fact } from "#lib/contracts/timeline.ts";
import { ADA, anAssignment, aTask, BO, DECLARED, entryOf, idOf, minutesPast, roomAfter } from "#lib/testing/room.ts";
import { executiveSections, type SummarySource } from "./executive-summary-rules.ts";

const PAGE = idOf(900);
const ESCALATION = idOf(901);
const NOW = minutesPast(40);
const NOTHING: SummarySource["escalation"] = { notifications: [], next: null, actions: [] };

/** What is said of a log of these facts, a minute apart, by heading. */
function summed(facts: Fact[], escalation = NOTHING): Record<string, [text: string, entries: number[]][]> {
  const room = roomAfter(...facts);
  const entries = [DECLARED, ...facts].map((fact, index) =>
    entryOf(index + 1, fact, { occurredAt: minutesPast(index), recordedAt: minutesPast(index) }),
  );
  const figures = figuresOf(room, NO_CONTEXT, NOW);
  const sections = executiveSections({ room, entries, figures, settings: DEFAULT_SETTINGS, escalation });
  return Object.fromEntries(sections.map(({ heading, statements }) => [heading, statements.map(({ text, entries: on }) => [text, on])]));
}

const PAGED: Fact = {
  kind: "page",
  escalation: ESCALATION,
  reason: "Revenue falls",
  isByHand: true,
  steps: [
    {
      step: "hand:5",
      title: "VP Engineering",
      loop: 0,
      at: minutesPast(1),
      trigger: null,
      pages: [{ id: PAGE, target: "position:vp-engineering", name: BO.name, person: BO, answer: null }],
      problems: [],
    },
  ],
};
const BO_TOLD: NotificationRow = {
  page: PAGE,
  level: "-",
  role: "VP Engineering",
  person: BO,
  name: BO.name,
  notifiedAt: minutesPast(1),
  state: "sent",
  answer: null,
  deliveries: [],
};

test("what nobody has said is said to be missing, and stands on no entry", () => {
  const said = summed([]);
  expect(said["What happened"]).toEqual([
    ["SEV2: Checkout fails", [1]],
    ["When it began is not known yet", []],
    ["It is in the phase Investigating since 2026-11-23 12:00 UTC", [1]],
    ["The cause is not known yet", []],
  ]);
  expect(said.Impact).toEqual([["Affected: checkout", [1]]]);
  expect(said["Who leads"]).toEqual([["Nobody commands it", []]]);
  expect(said["What is being done"]).toEqual([["What is being done is not written down yet", []]]);
  expect(said["What comes next"]).toEqual([["The next update is due at 2026-11-23 12:30 UTC", [1]]]);
  expect(said["Decisions needed"]).toEqual([["None", []]]);
});

test("each sentence stands on the newest entries that brought it, and its numbers are figures", () => {
  const said = summed([
    { kind: "severity", from: "SEV2", to: "SEV1", reason: "EU is down", rule: null, nextUpdateDueAt: minutesPast(31) },
    { kind: "impact", figures: { ...NO_FIGURES, usersPercent: 10 } },
    { kind: "impact", figures: { ...NO_FIGURES, usersPercent: 40, revenuePerHour: 5_000 } },
    { kind: "role", assignment: anAssignment(), replaces: null, reason: null },
    { kind: "task", action: "added", task: aTask(1, { state: "doing", assignee: BO }), before: null },
    { kind: "update", text: "We are rolling back.\nMore soon.", nextUpdateDueAt: minutesPast(60) },
  ]);
  expect(said["What happened"]).toContainEqual(["The severity went from SEV2 to SEV1 at 2026-11-23 12:01 UTC: EU is down", [2]]);
  expect(said.Impact).toEqual([
    ["Affected: checkout", [1]],
    ["{{users_affected}} of users are affected", [4]],
    ["{{revenue_per_hour}} of revenue is at risk each hour", [4]],
  ]);
  expect(said["Who leads"]).toEqual([[`${ADA.name} commands`, [5]]]);
  expect(said["What is being done"]).toEqual([
    [`Under way: Task 1 (${BO.name})`, [6]],
    ["Last update, at 2026-11-23 12:06 UTC: We are rolling back.", [7]],
  ]);
  expect(said["What comes next"]).toEqual([["The next update is due at 2026-11-23 13:00 UTC", [7]]]);
});

test("who was notified stands on the page, an answer on the acknowledgement too, and what to decide on the page that it is about", () => {
  const waiting = {
    ...NOTHING,
    notifications: [BO_TOLD],
    actions: [{ text: `Call ${BO.name}, or page the next level`, because: "no answer for 39 min" }],
  };
  const before = summed([PAGED], waiting);
  expect(before["Who leads"]).toContainEqual([`${BO.name} was notified at 2026-11-23 12:01 UTC (VP Engineering), and has not answered yet`, [2]]);
  expect(before["Decisions needed"]).toEqual([[`Call ${BO.name}, or page the next level: no answer for 39 min`, [2]]]);
  const answered: Fact = {
    kind: "acknowledgement",
    escalation: ESCALATION,
    person: BO,
    pages: [PAGE],
    answer: "acknowledged",
    means: "link",
    settles: true,
  };
  const answer = { answer: "acknowledged", at: minutesPast(2), means: "link" } as const;
  const after = summed([PAGED, answered], { ...NOTHING, notifications: [{ ...BO_TOLD, answer }] });
  expect(after["Who leads"]).toContainEqual([
    `${BO.name} was notified at 2026-11-23 12:01 UTC (VP Engineering), and acknowledged at 2026-11-23 12:02 UTC`,
    [2, 3],
  ]);
});

test("what people wrote stays plain words, and names no figure", () => {
  const title: Fact = { kind: "edited", field: "title", from: "Checkout fails", to: "**{{users_affected}}** [E1](javascript:1)" };
  const [[first = ""] = []] = summed([title])["What happened"] ?? [];
  expect(first).not.toContain("{{users_affected}}");
  expect(first).toContain("\\*\\*");
  expect(first).toContain("\\[E1\\]");
});
