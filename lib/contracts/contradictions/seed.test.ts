import { describe, expect, test } from "vitest";
import { ADA, anAssignment, anInterval, BO, CHECKOUT, DECLARED, entryOf, idOf } from "../../testing/room.ts";
import { contradictionsOf } from "../contradictions.ts";
import { NO_FIGURES, type TimestampName, type TimestampValue } from "../incident.ts";
import type { Fact, TimelineEntry } from "../timeline.ts";
import { accountOf } from "./account-of.ts";

/** The example outputs of the specification contradict one another; these are their own words. */
const FIRST_TIMELINE = `- 14:25 - Alert fired: PaymentAPI5xxRate
- 14:28 - On-call acknowledged
- 14:32 - Incident declared (SEV2)`;
const POSTMORTEM_TIMELINE = `| 14:25 | First timeout errors appeared in logs |
| 14:30 | Alert fired, incident declared |
| 14:35 | Full outage - all requests failing |
| 15:15 | Full service restored |`;
const NOTIFICATIONS = `| L1 | On-Call Engineer | @alice | 14:30 | 14:33 |
| L2 | Team Lead | @bob | 14:45 | 14:48 |
| L3 | Engineering Manager | @carol | 15:00 | 15:05 |
| L4 | VP Engineering | @dave | 15:30 | 15:35 |`;
const ESCALATIONS = `14:30 - L1 On-Call paged (auto)
14:45 - L2 Team Lead escalated (15min threshold)
15:00 - L3 Eng Manager escalated (30min threshold)
15:30 - L4 VP Engineering escalated (1hr threshold + revenue impact)`;
const BUDGET = "SLA Impact: 99.9% availability SLO breached (11 minutes of budget consumed)";

const utc = (time: string): string => `2024-12-20T${time}:00.000Z`;
const value = (time: string): TimestampValue => ({ at: utc(time), source: "manual", by: ADA.name });
const set = (name: TimestampName, time: string): Fact => ({ kind: "timestamp", name, from: null, to: value(time), reason: "From the pager" });
const note = (text: string): Fact => ({ kind: "note", text, mentions: [], attachments: [] });
const stretch = (from: string, to: string | null, share: number): Fact => ({
  kind: "interval",
  action: "opened",
  interval: anInterval(1, { startedAt: utc(from), endedAt: to && utc(to), share }),
  reason: null,
});

/** The incident of the specification, declared at 14:32, and then these facts, one a minute. */
function logOf(...facts: Fact[]): TimelineEntry[] {
  const declared: Fact = {
    ...DECLARED,
    title: "Payment API 500 Errors",
    services: [CHECKOUT],
    figures: { ...NO_FIGURES, usersPercent: 15, text: "~15% of checkout attempts failing" },
    timestamps: { declaredAt: value("14:32") },
  };
  const at = (index: number) => new Date(Date.parse(utc("14:32")) + index * 60_000).toISOString();
  return [declared, ...facts].map((fact, index) => entryOf(index + 1, fact, { recordedAt: at(index), occurredAt: at(index) }));
}

function found(...facts: Fact[]) {
  const account = accountOf(logOf(...facts));
  return account ? contradictionsOf(account) : [];
}

describe("the contradictions of the specification's own examples", () => {
  test("the alert fired at 14:25, and at 14:30", () => {
    expect(found(note(FIRST_TIMELINE), note(POSTMORTEM_TIMELINE)).filter(({ rule }) => rule === "time-said")).toEqual([
      {
        rule: "time-said",
        first: "Ada Lind's note of 14:33 UTC says it was detected at 14:25",
        second: "Ada Lind's note of 14:34 UTC says at 14:30",
        entries: [2, 3],
      },
    ]);
    expect(found(set("detectedAt", "14:25"), note(POSTMORTEM_TIMELINE)).filter(({ rule }) => rule === "time-said")).toMatchObject([
      { second: "it is recorded for 14:25 UTC", entries: [3, 2] },
    ]);
  });

  test("it was acknowledged at 14:28, and the first page went out at 14:30", () => {
    const expected = { first: "it was acknowledged at 14:28 UTC", second: "the first call went out only at 14:30 UTC", entries: [2, 3] };
    for (const told of [ESCALATIONS, NOTIFICATIONS])
      expect(found(set("acknowledgedAt", "14:28"), note(told))).toMatchObject([{ rule: "acknowledged-before-call", ...expected }]);
    expect(found(set("acknowledgedAt", "14:33"), note(NOTIFICATIONS))).toEqual([]);
  });

  test("15 % fail, and all requests fail", () => {
    expect(found(note(POSTMORTEM_TIMELINE))).toEqual([
      {
        rule: "share-said",
        first: "Ada Lind's note of 14:33 UTC says “Full outage”",
        second: "the impact is given as 15 % of the users",
        entries: [2, 1],
      },
    ]);
    expect(found(stretch("14:30", "14:35", 0.15), stretch("14:33", "14:50", 1), note("14:35 | Full outage - all requests failing"))).toEqual([]);
  });

  test("the VP was called at 15:30, after the recovery at 15:15", () => {
    for (const [told, who] of [
      [ESCALATIONS, "L4 VP Engineering"],
      [NOTIFICATIONS, "L4 VP Engineering"],
    ] as const)
      expect(found(set("resolvedAt", "15:15"), note(told))).toEqual([
        { rule: "called-after-recovery", first: `${who} was called at 15:30 UTC`, second: "it was resolved at 15:15 UTC", entries: [3, 2] },
      ]);
  });

  test("11 minutes of budget, where 45 minutes give 45 by time and 6.75 by share", () => {
    expect(found(stretch("14:30", "15:15", 0.15), note(BUDGET))).toEqual([
      {
        rule: "budget-said",
        first: "Ada Lind's note of 14:34 UTC says “11 minutes of budget”",
        second: "the recorded impact gives 45 by time, 6.8 by requests",
        entries: [3, 2],
      },
    ]);
    for (const right of ["45 minutes of budget", "6.75 minutes of the error budget", "7 min of budget"])
      expect(found(stretch("14:30", "15:15", 0.15), note(right)), right).toEqual([]);
    expect(found(set("startedAt", "14:30"), set("resolvedAt", "15:15"), note(BUDGET))).toMatchObject([{ rule: "budget-said" }]);
    expect(found(stretch("14:30", null, 0.15), note(BUDGET))).toEqual([]);
  });
});

describe("what people write is read with care", () => {
  test("a note is corrected or retracted, and the contradiction goes", () => {
    const amended: Fact = { kind: "amended", entry: 2, text: "15% of requests failing", mentions: [] };
    const retracted = (isRetracted: boolean): Fact => ({ kind: "retracted", entry: 2, isRetracted });
    expect(found(note("All requests failing"), amended)).toEqual([]);
    expect(found(note("All requests failing"), retracted(true))).toEqual([]);
    expect(found(note("All requests failing"), retracted(true), retracted(false))).toHaveLength(1);
  });

  test("less than what is known later is no contradiction; an update that plays down what is known is one", () => {
    const more: Fact = { kind: "impact", figures: { ...NO_FIGURES, usersPercent: 60 } };
    const update: Fact = { kind: "update", text: "Some users are affected.", nextUpdateDueAt: null };
    expect(found(note("15% of requests failing"), more).filter(({ rule }) => rule === "share-said")).toEqual([]);
    expect(found(update, more).filter(({ rule }) => rule === "share-said")).toEqual([]);
    expect(found(more, update).filter(({ rule }) => rule === "share-said")).toMatchObject([{ entries: [3, 2] }]);
  });

  test("notes weigh severities, plans call nobody, hopes have no time, and a ticket that was acknowledged is not the incident", () => {
    const quiet = [
      "Feels like a SEV1 to me",
      "If not resolved by 16:30, CTO will be paged",
      "We expect full recovery at 15:40",
      "14:50 Bo acknowledged the customer's ticket",
    ];
    expect(found(set("acknowledgedAt", "14:33"), set("resolvedAt", "15:15"), ...quiet.map(note))).toEqual([]);
  });

  test("somebody who is asked for a role while the incident counts as open, but after it is recorded as resolved, was called too late", () => {
    const asked = anAssignment({ id: idOf(101), role: "executive-liaison", person: BO, state: "paged" });
    const role = (changes: object = {}): Fact => ({ kind: "role", assignment: { ...asked, ...changes }, replaces: null, reason: null });
    const found1 = found(set("resolvedAt", "14:32"), role(), role({ state: "active" }));
    expect(found1).toMatchObject([{ rule: "called-after-recovery", first: "Bo Martin was called at 14:34 UTC", entries: [3, 2] }]);
    expect(found(set("acknowledgedAt", "14:28"), role())).toEqual([]);
  });
});
