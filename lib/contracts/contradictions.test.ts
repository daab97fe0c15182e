import { describe, expect, test } from "vitest";
import { anInterval, aRoom, CHECKOUT } from "../testing/room.ts";
import type { Account, Call, Statement } from "./contradictions/account.ts";
import { contradictionsOf, statementsOf } from "./contradictions.ts";
import { NO_FIGURES, type TimestampName, type TimestampValue } from "./incident.ts";
import type { RoomState } from "./room.ts";

const utc = (time: string): string => `2026-01-24T${time}:00.000Z`;
const times = (given: Partial<Record<TimestampName, string>>): RoomState["timestamps"] =>
  Object.fromEntries(Object.entries(given).map(([name, time]) => [name, { at: utc(time), source: "manual", by: "Ada" } satisfies TimestampValue]));
const said = (where: string, text: string, at: string | null = null): Statement => ({ where, text, at });
const call = (who: string, calledAt: string, acknowledgedAt: string | null = null): Call => ({
  who,
  calledAt: utc(calledAt),
  acknowledgedAt: acknowledgedAt && utc(acknowledgedAt),
});

/** An account of an incident without contradictions, with these parts in place of its own. */
function account({ room = {}, statements = [], calls = [] }: { room?: Partial<RoomState>; statements?: Statement[]; calls?: Call[] }): Account {
  const timestamps = times({ startedAt: "14:20", detectedAt: "14:25", declaredAt: "14:30" });
  return { room: aRoom({ timestamps, ...room }), statements, calls };
}

const told = (given: Account) => contradictionsOf(given).map(({ rule, first, second }) => ({ rule, first, second }));
const rulesOf = (parts: Parameters<typeof account>[0]): string[] => told(account(parts)).map(({ rule }) => rule);

describe("what cannot all be true of an incident", () => {
  test("a quiet account has none", () => {
    const room: Partial<RoomState> = {
      timestamps: times({ startedAt: "14:20", detectedAt: "14:25", acknowledgedAt: "14:28", mitigatedAt: "14:50", resolvedAt: "15:15" }),
      figures: { ...NO_FIGURES, usersPercent: 15 },
      intervals: [anInterval(1, { startedAt: utc("14:20"), endedAt: utc("15:10"), share: 0.15 })],
    };
    const statements = [
      said("the summary", "About 15% of checkout attempts failed."),
      said("the timeline", "14:25 - Alert fired: PaymentAPI5xxRate\n14:28 - On-call acknowledged\nSEV2 declared"),
      said("the latest update", "All checkouts succeed again.", utc("15:16")),
    ];
    expect(told(account({ room, statements, calls: [call("L1", "14:26", "14:28"), call("L2", "14:41")] }))).toEqual([]);
  });

  test("times in the wrong order", () => {
    const found = told(account({ room: { timestamps: times({ detectedAt: "14:30", acknowledgedAt: "14:28" }) } }));
    expect(found).toEqual([{ rule: "order-of-times", first: "it was acknowledged at 14:28 UTC", second: "it was detected only at 14:30 UTC" }]);
  });

  test("an alert that fired at 14:25 in one place and at 14:30 in another", () => {
    const early = said("the declaration", "- 14:25 - Alert fired: PaymentAPI5xxRate");
    const late = said("the postmortem", "| 14:30 | Alert fired, incident declared |");
    expect(told(account({ statements: [early, late] }))).toEqual([
      { rule: "time-said", first: "the postmortem says it was detected at 14:30", second: "it is recorded for 14:25 UTC" },
    ]);
    const unknown = { timestamps: times({}) };
    expect(told(account({ room: unknown, statements: [early, late] }))).toEqual([
      { rule: "time-said", first: "the declaration says it was detected at 14:25", second: "the postmortem says at 14:30" },
    ]);
    const near = said("the report", "T+00min (14:26): Alert fires, pool at 95%");
    expect(rulesOf({ statements: [early, near] })).toEqual([]);
    expect(rulesOf({ statements: [said("a note", "Alert fired 14:40, again 14:45")] })).toEqual([]);
  });

  test("around midnight clocks meet", () => {
    const room = { timestamps: times({ detectedAt: "23:59" }) };
    expect(rulesOf({ room, statements: [said("a note", "00:01 alert fired")] })).toEqual([]);
    expect(rulesOf({ room, statements: [said("a note", "00:05 alert fired")] })).toEqual(["time-said"]);
  });

  test("another severity in words than in the record, as it was when the words were written", () => {
    const severities = [
      { value: "SEV3", startedAt: utc("14:20"), endedAt: utc("14:40") },
      { value: "SEV2", startedAt: utc("14:40"), endedAt: null },
    ];
    const room: Partial<RoomState> = { severity: "SEV2", severities };
    const update = (text: string, at: string | null) => rulesOf({ room, statements: [said("the latest update", text, at)] });
    expect(update("This is a SEV1.", utc("14:50"))).toEqual(["severity-said"]);
    expect(update("This is a sev-3.", utc("14:50"))).toEqual(["severity-said"]);
    expect(update("This is a SEV3.", utc("14:30"))).toEqual([]);
    expect(update("Raised from SEV3 to SEV1.", utc("14:50"))).toEqual([]);
    expect(update("SEV2 remains.", null)).toEqual([]);
  });

  test("a severity under what the stated impact makes it; one above it is a choice", () => {
    const half = { ...NO_FIGURES, usersPercent: 60 };
    expect(told(account({ room: { severity: "SEV3", figures: half } }))).toEqual([
      {
        rule: "severity-of-impact",
        first: "the incident is SEV3",
        second: "its stated impact makes it SEV1: half of the users or more are affected",
      },
    ]);
    expect(rulesOf({ room: { severity: "SEV1", figures: { ...NO_FIGURES, usersPercent: 1 } } })).toEqual([]);
    const tenth = { ...NO_FIGURES, usersPercent: 12 };
    expect([rulesOf({ room: { severity: "SEV3", figures: tenth } }), rulesOf({ room: { severity: "SEV4", figures: tenth } })]).toEqual([
      [],
      ["severity-of-impact"],
    ]);
    expect(rulesOf({ room: { severity: null, figures: half } })).toEqual([]);
    expect(rulesOf({ room: { severity: "SEV4", figures: { ...half, none: true } } })).toEqual([]);
  });

  test("resolved before impact ended", () => {
    const room = (endedAt: string | null): Partial<RoomState> => ({
      timestamps: times({ startedAt: "14:20", resolvedAt: "15:15" }),
      intervals: [anInterval(1, { service: CHECKOUT, startedAt: utc("14:20"), endedAt: endedAt && utc(endedAt) })],
    });
    expect(told(account({ room: room("15:30") }))).toEqual([
      { rule: "resolved-before-impact-ended", first: "it was resolved at 15:15 UTC", second: "impact on checkout ended only at 15:30 UTC" },
    ]);
    expect(told(account({ room: room(null) }))[0]?.second).toBe("impact on checkout still lasts");
    expect(rulesOf({ room: room("15:15") })).toEqual([]);
  });

  test("fifteen percent failing, and all requests failing", () => {
    const summary = said("the summary", "~15% of checkout attempts failing");
    const timeline = said("the timeline", "14:35 | Full outage - all requests failing");
    const found = told(account({ statements: [summary, timeline] }));
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual({
      rule: "share-said",
      first: "the summary says “15% of checkout attempts”",
      second: "the timeline says “Full outage”",
    });
    const figures = { ...NO_FIGURES, usersPercent: 15 };
    expect(rulesOf({ room: { figures }, statements: [summary] })).toEqual([]);
    expect(rulesOf({ room: { figures }, statements: [summary, timeline] })).toEqual(["share-said"]);
  });

  test("“some users” at a share of half or more", () => {
    const room: Partial<RoomState> = { severity: "SEV1", figures: { ...NO_FIGURES, usersPercent: 50 } };
    expect(rulesOf({ room, statements: [said("the latest update", "Some users are affected.", utc("14:50"))] })).toEqual(["share-said"]);
    const interval: Partial<RoomState> = { intervals: [anInterval(1, { share: 0.8 })] };
    expect(told(account({ room: interval, statements: [said("the title", "Some users cannot pay")] }))[0]?.second).toBe(
      "the worst stretch of impact is given as 80 %",
    );
  });

  test("somebody called after recovery", () => {
    const room = { timestamps: times({ detectedAt: "14:30", resolvedAt: "15:15" }) };
    const calls = [call("L1 On-Call", "14:30", "14:33"), call("L2 Team Lead", "14:45"), call("L4 VP Engineering", "15:30")];
    expect(told(account({ room, calls }))).toEqual([
      { rule: "called-after-recovery", first: "L4 VP Engineering was called at 15:30 UTC", second: "it was resolved at 15:15 UTC" },
    ]);
  });

  test("acknowledged before anybody was called", () => {
    const room = { timestamps: times({ detectedAt: "14:25", acknowledgedAt: "14:28" }) };
    expect(told(account({ room, calls: [call("L1 On-Call", "14:30", "14:33")] }))).toEqual([
      { rule: "acknowledged-before-call", first: "it was acknowledged at 14:28 UTC", second: "the first call went out only at 14:30 UTC" },
    ]);
    expect(rulesOf({ calls: [call("L2", "14:45", "14:40")] })).toEqual(["acknowledged-before-call"]);
  });

  test("the words of a room's own state are its statements", () => {
    const room = aRoom({ summary: "Cards fail", lastUpdate: { text: "We look into it", at: utc("14:40"), by: "Ada" } });
    expect(statementsOf(room).map(({ where, text }) => `${where}: ${text}`)).toEqual([
      `the title: ${room.title}`,
      "the summary: Cards fail",
      "the impact: ",
      "the latest update: We look into it",
    ]);
  });
});
