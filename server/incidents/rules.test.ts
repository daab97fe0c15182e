import { describe, expect, test } from "vitest";
import { NO_FIGURES, type Phase } from "#lib/contracts/incident.ts";
import { isActivePhase, PHASES } from "#lib/contracts/incident-terms.ts";
import { DEFAULT_SETTINGS } from "#lib/contracts/organisation.ts";
import { directionOf } from "#lib/contracts/phase-rules.ts";
import { ADA, anInterval, aRoom, minutesPast, NOON } from "#lib/testing/room.ts";
import type { MusterError } from "#server/platform/errors.ts";
import { decideStatus, dueAgain } from "./rules.ts";

const moment = { now: minutesPast(60), by: ADA.name, settings: DEFAULT_SETTINGS };
const ended = anInterval(1, { endedAt: minutesPast(50) });
const everything = { reason: "Because", impactEndedAt: minutesPast(50) };

/** F forward, B back with a reason, R reopen with a reason, E an end of another kind with a reason, · not legal. */
const TABLE: Record<Phase, string> = {
  //             tri inv ide mit mon res rev clo dec can mer
  triage: "· F F F F F F F E E ·",
  investigating: "B · F F F F F F · E ·",
  identified: "B B · F F F F F · E ·",
  mitigating: "B B B · F F F F · E ·",
  monitoring: "B B B B · F F F · E ·",
  resolved: "R R R R R · F F · · ·",
  review: "R R R R R B · F · · ·",
  closed: "R R R R R B B · · · ·",
  declined: "R R R R R · · · · · ·",
  cancelled: "R R R R R · · · · · ·",
  merged: "· · · · · · · · · · ·",
};

const PAIRS = PHASES.flatMap((from) => TABLE[from].split(" ").map((letter, index) => ({ from, to: PHASES[index] ?? from, letter })));

function roomIn(phase: Phase) {
  return aRoom({ phase, summary: "Checkout failed", intervals: isActivePhase(phase) ? [anInterval(1)] : [ended], nextUpdateDueAt: null });
}

describe("changes of phase", () => {
  test.each(PAIRS)("$from → $to is $letter", ({ from, to, letter }) => {
    const names = { F: "forward", B: "back", R: "reopen", E: "end", "·": null } as const;
    expect(directionOf(from, to)).toBe(names[letter as keyof typeof names]);
  });

  test.each(PAIRS.filter(({ letter }) => letter !== "·"))("$from → $to is decided with everything said", ({ from, to, letter }) => {
    const fact = decideStatus(roomIn(from), { to, ...everything }, moment);
    expect(fact).toMatchObject({ kind: "status", from, to, reason: "Because", isReopen: letter === "R" });
    expect(fact.nextUpdateDueAt).toBe(isActivePhase(to) ? minutesPast(90) : null);
  });

  test.each(PAIRS.filter(({ letter }) => letter === "·"))("$from → $to is refused", ({ from, to }) => {
    const code = from === to ? "already_done" : "illegal_transition";
    expect(refusal(() => decideStatus(roomIn(from), { to, ...everything }, moment)).code).toBe(code);
  });

  test.each(PAIRS.filter(({ letter }) => "BRE".includes(letter)))("$from → $to asks for a reason", ({ from, to }) => {
    expect(refusal(() => decideStatus(roomIn(from), { to, reason: "" }, moment)).code).toBe("missing_reason");
  });

  test.each(PAIRS.filter(({ letter }) => letter === "F"))("$from → $to needs no reason", ({ from, to }) => {
    expect(decideStatus(roomIn(from), { to, impactEndedAt: minutesPast(50) }, moment).reason).toBeNull();
  });
});

describe("leaving triage", () => {
  const triage = aRoom({ phase: "triage", severity: null });

  test("needs a severity", () => {
    expect(refusal(() => decideStatus(triage, { to: "investigating" }, moment)).message).toContain("no severity yet");
  });

  test("needs none to be declined or cancelled", () => {
    expect(decideStatus(triage, { to: "declined", reason: "Test alert" }, moment).to).toBe("declined");
    expect(decideStatus(triage, { to: "cancelled", reason: "Test alert" }, moment).to).toBe("cancelled");
  });
});

describe("resolving", () => {
  const monitoring = aRoom({ phase: "monitoring", summary: "It failed", intervals: [ended] });

  test("needs a summary line", () => {
    expect(refusal(() => decideStatus({ ...monitoring, summary: " " }, { to: "resolved" }, moment)).message).toContain("summary line is missing");
  });

  test("needs the end of impact while a stretch goes on, whatever the figures say", () => {
    const open = { ...monitoring, intervals: [ended, anInterval(2)], figures: { ...NO_FIGURES, none: true } };
    expect(refusal(() => decideStatus(open, { to: "resolved" }, moment)).message).toContain("Say when the impact ended");
    expect(decideStatus(open, { to: "resolved", impactEndedAt: minutesPast(55) }, moment).to).toBe("resolved");
  });

  test("takes that there was no impact, unless some is recorded", () => {
    const none = { ...monitoring, intervals: [] };
    expect(refusal(() => decideStatus(none, { to: "resolved" }, moment)).message).toContain("or that there was none");
    expect(decideStatus(none, { to: "resolved", hasNoImpact: true }, moment).to).toBe("resolved");
    expect(decideStatus({ ...none, figures: { ...NO_FIGURES, none: true } }, { to: "resolved" }, moment).to).toBe("resolved");
    expect(refusal(() => decideStatus(monitoring, { to: "resolved", hasNoImpact: true }, moment)).message).toContain("Impact is recorded");
    const counted = { ...none, figures: { ...NO_FIGURES, customers: 4 } };
    expect(refusal(() => decideStatus(counted, { to: "resolved", hasNoImpact: true }, moment)).message).toContain("Impact is recorded");
    const active = { ...monitoring, phase: "identified" as const };
    expect(refusal(() => decideStatus(active, { to: "monitoring", hasNoImpact: true }, moment)).message).toContain("Impact is recorded");
    expect(refusal(() => decideStatus(none, { to: "resolved", hasNoImpact: true, impactEndedAt: NOON }, moment)).message).toContain(
      "Impact is recorded",
    );
  });

  test("refuses an end of impact before its beginning or in the future", () => {
    const open = { ...monitoring, intervals: [anInterval(1, { startedAt: minutesPast(30) })] };
    expect(refusal(() => decideStatus(open, { to: "resolved", impactEndedAt: minutesPast(20) }, moment)).code).toBe("order_violation");
    expect(refusal(() => decideStatus(open, { to: "resolved", impactEndedAt: minutesPast(70) }, moment)).message).toContain("future");
    expect(decideStatus(open, { to: "resolved", impactEndedAt: minutesPast(64) }, moment).to).toBe("resolved");
  });
});

describe("times", () => {
  const value = { at: minutesPast(60), source: "automatic" as const, by: ADA.name };

  test.each<[Phase, Phase, string[]]>([
    ["triage", "investigating", ["acknowledgedAt"]],
    ["investigating", "identified", ["identifiedAt"]],
    ["identified", "mitigating", []],
    ["mitigating", "monitoring", ["mitigatedAt"]],
    ["monitoring", "resolved", ["resolvedAt"]],
    ["monitoring", "review", ["resolvedAt"]],
    ["monitoring", "closed", ["resolvedAt", "closedAt"]],
    ["resolved", "closed", ["resolvedAt", "closedAt"]],
  ])("%s → %s sets %j", (from, to, names) => {
    const fact = decideStatus(roomIn(from), { to, ...everything }, moment);
    expect(fact.timestamps).toEqual(Object.fromEntries(names.map((name) => [name, value])));
  });

  test("a time that is known is never overwritten", () => {
    const known = aRoom({ phase: "investigating", timestamps: { identifiedAt: { at: NOON, source: "manual", by: "Bo" } } });
    expect(decideStatus(known, { to: "identified" }, moment).timestamps).toEqual({});
  });

  test("reopening clears the times of the end", () => {
    const room = aRoom({
      phase: "closed",
      timestamps: { identifiedAt: value, mitigatedAt: value, resolvedAt: { ...value, source: "manual" }, closedAt: value },
    });
    expect(decideStatus(room, { to: "investigating", reason: "Again" }, moment).timestamps).toEqual({
      mitigatedAt: null,
      resolvedAt: null,
      closedAt: null,
    });
  });
});

describe("the update clock", () => {
  test("goes on through active phases", () => {
    const room = aRoom({ nextUpdateDueAt: minutesPast(61) });
    expect(decideStatus(room, { to: "identified" }, moment).nextUpdateDueAt).toBe(minutesPast(61));
  });

  test("follows the severity's pace, and nobody owes an update where none is set", () => {
    const slow = {
      ...DEFAULT_SETTINGS,
      severities: { ...DEFAULT_SETTINGS.severities, SEV2: { ...DEFAULT_SETTINGS.severities.SEV2, cadenceMinutes: null } },
    };
    expect(dueAgain(aRoom(), DEFAULT_SETTINGS, NOON)).toBe(minutesPast(30));
    expect(dueAgain(aRoom({ severity: "SEV1" }), DEFAULT_SETTINGS, NOON)).toBe(minutesPast(15));
    expect(dueAgain(aRoom(), slow, NOON)).toBeNull();
    expect(dueAgain(aRoom({ severity: null }), DEFAULT_SETTINGS, NOON)).toBeNull();
    expect(dueAgain(aRoom({ phase: "resolved" }), DEFAULT_SETTINGS, NOON)).toBeNull();
    expect(dueAgain(aRoom({ kind: "retrospective" }), DEFAULT_SETTINGS, NOON)).toBeNull();
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
