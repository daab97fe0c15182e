import { describe, expect, test } from "vitest";
import { advance, type Reached } from "./advance.ts";
import { DEFAULT_POLICY } from "./default-policy.ts";
import type { EscalationFacts } from "./facts.ts";
import { foldEscalation } from "./fold.ts";
import { type Level, type PolicySnapshot, type Target, targetKey } from "./policy.ts";
import { simulate } from "./simulate.ts";
import { type Escalation, pagesOf, startEscalation, wordOf } from "./state.ts";
import { type EscalationView, levelTimes, minutesAfter, nextMoment } from "./times.ts";

const START = "2026-11-23T14:30:00.000Z";
const minutesIn = (minutes: number) => minutesAfter(START, minutes);
const ID = "00000000-0000-4000-8000-0000000000aa";
const SEV2: EscalationView = { severity: "SEV2", revenuePerHour: null, lastActivityAt: null };

const NAMES: Record<string, string> = {
  "on-call": "alice",
  "team-leads": "bob",
  "position:engineering-manager": "carol",
  "position:vp-engineering": "dave",
  "position:cto": "erin",
  admins: "frank",
};
const reachAll = (target: Target): Reached => {
  const name = NAMES[targetKey(target)];
  return name ? { people: [{ id: name, name, isHere: false }], channels: [], problem: null } : { people: [], channels: [], problem: "Nobody" };
};
const nobody = (): Reached => ({ people: [], channels: [], problem: "Nobody is on call" });

let ids = 0;
const newId = () => {
  ids += 1;
  return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
};

function step(escalation: Escalation, minutes: number, view = SEV2, reach = reachAll) {
  return advance(escalation, view, { now: minutesIn(minutes), reach, newId });
}

function acknowledge(escalation: Escalation, person: string, minutes: number): Escalation {
  const pages = pagesOf(escalation).flatMap((page) => (page.person?.id === person ? [page.id] : []));
  const fact = {
    kind: "acknowledgement",
    escalation: ID,
    person: { id: person, name: person },
    pages,
    answer: "acknowledged",
    means: "console",
    settles: true,
  } as const;
  return foldEscalation(escalation, fact, minutesIn(minutes)) ?? escalation;
}

function decline(escalation: Escalation, person: string, minutes: number): Escalation {
  const pages = pagesOf(escalation).flatMap((page) => (page.person?.id === person ? [page.id] : []));
  const fact = {
    kind: "acknowledgement",
    escalation: ID,
    person: { id: person, name: person },
    pages,
    answer: "declined",
    means: "console",
    settles: false,
  } as const;
  return foldEscalation(escalation, fact, minutesIn(minutes)) ?? escalation;
}

const level = (id: string, minutes: number, more: Partial<Level> = {}): Level => ({
  id,
  title: id,
  targets: [{ kind: "on-call" }],
  triggers: [{ afterMinutes: minutes, until: "acknowledged", severity: null, revenuePerHour: null }],
  needs: "one",
  ...more,
});
const policy = (levels: Level[], more: Partial<PolicySnapshot> = {}): PolicySnapshot => ({ ...DEFAULT_POLICY, levels, ...more });
const started = (snapshot: PolicySnapshot = DEFAULT_POLICY) => startEscalation(ID, snapshot, START);
const firedAt = (escalation: Escalation) => escalation.fired.map(({ step: id, at }) => `${id} ${at.slice(11, 16)}`);

describe("the ladder that comes with Muster", () => {
  test("climbs as the specification's incident did: 14:30, 14:45, 15:00, 15:30 with revenue at risk, CTO at 16:30 of a SEV1", () => {
    const view = { severity: "SEV1", revenuePerHour: 12_000, lastActivityAt: null } as const;
    let now = started();
    for (const minutes of [0, 15, 30, 60]) {
      now = step(now, minutes, view).escalation;
      const last = now.fired.at(-1)?.pages[0]?.person?.id ?? "";
      now = acknowledge(now, last, minutes + 3);
    }
    expect(firedAt(now)).toEqual(["on-call 14:30", "team-lead 14:45", "engineering-manager 15:00", "vp-engineering 15:30"]);
    expect(nextMoment(now, view)).toEqual({ what: "level", at: minutesIn(120) });
    expect(levelTimes(now, view).at(-1)).toMatchObject({ state: "due", at: minutesIn(120), level: { title: "CTO" } });
  });

  test("stays with whoever acknowledged in a minor incident", () => {
    const view = { ...SEV2, severity: "SEV3" } as const;
    const now = acknowledge(step(started(), 0, view).escalation, "alice", 3);
    expect(nextMoment(now, view)).toBeNull();
    expect(wordOf(now)).toBe("acknowledged");
    expect(levelTimes(now, view).map(({ state }) => state)).toEqual(["fired", "waits", "waits", "waits", "waits"]);
  });

  test("starts levels whose time has passed when the severity rises, and pages nobody again for the same level", () => {
    const minor = { ...SEV2, severity: "SEV3" } as const;
    const now = acknowledge(step(started(), 0, minor).escalation, "alice", 3);
    const raised = step(now, 40, { severity: "SEV1", revenuePerHour: null, lastActivityAt: null });
    expect(raised.facts).toHaveLength(1);
    expect(firedAt(raised.escalation)).toEqual(["on-call 14:30", "team-lead 15:10", "engineering-manager 15:10"]);
    expect(step(raised.escalation, 41, { severity: "SEV2", revenuePerHour: null, lastActivityAt: null }).facts).toEqual([]);
  });

  test("holds the VP back until revenue is at risk, and then pages at once", () => {
    const now = step(step(started(), 0).escalation, 80).escalation;
    expect(firedAt(now)).not.toContain("vp-engineering 15:50");
    expect(firedAt(step(now, 81, { ...SEV2, revenuePerHour: 1 }).escalation)).toContain("vp-engineering 15:51");
  });
});

describe("a round that nobody answers", () => {
  const two = policy([level("one", 0), level("two", 10, { targets: [{ kind: "team-leads" }] })], { repeat: 1, repeatAfterMinutes: 5 });

  test("begins again at the first level, and after the last one tells the fallback", () => {
    let now = started(two);
    const facts: string[] = [];
    for (let minutes = 0; minutes <= 40; minutes += 1) {
      const result = step(now, minutes);
      facts.push(
        ...result.facts.map(
          (fact) => `${minutes} ${fact.kind === "escalation" ? fact.event : fact.kind === "page" ? fact.steps.map((s) => s.step) : ""}`,
        ),
      );
      now = result.escalation;
    }
    expect(facts).toEqual(["0 one", "10 two", "15 repeated", "15 one", "25 two", "30 exhausted", "30 fallback"]);
    expect(wordOf(now)).toBe("exhausted");
  });

  test("that finds nobody at all tells the fallback at once, and names each reason", () => {
    const reach = (target: Target) => (target.kind === "admins" ? reachAll(target) : nobody());
    const { facts, escalation } = step(started(two), 0, SEV2, reach);
    expect(facts.map((fact) => (fact.kind === "escalation" ? fact.event : fact.kind))).toEqual(["page", "exhausted", "page"]);
    expect(escalation.fired.flatMap(({ problems }) => problems)).toEqual(["Nobody is on call", "Nobody is on call"]);
    expect(pagesOf(escalation).map(({ name }) => name)).toEqual(["frank"]);
  });

  test("goes to the next level at once when everybody who was paged declined", () => {
    const now = decline(step(started(two), 0).escalation, "alice", 2);
    expect(nextMoment(now, SEV2)).toEqual({ what: "level", at: minutesIn(2) });
    expect(firedAt(step(now, 2).escalation)).toEqual(["one 14:30", "two 14:32"]);
  });

  test("takes a later yes of whoever declined", () => {
    const now = acknowledge(decline(step(started(two), 0).escalation, "alice", 2), "alice", 3);
    expect(wordOf(now)).toBe("acknowledged");
    expect(nextMoment(now, SEV2)).toBeNull();
  });
});

describe("what a level needs", () => {
  const both: Target[] = [{ kind: "on-call" }, { kind: "team-leads" }];
  const needing = (needs: Level["needs"]) => step(started(policy([level("one", 0, { targets: both, needs })])), 0).escalation;
  const answers = (escalation: Escalation, people: string[]) =>
    people.reduce((state, person) => {
      const pages = pagesOf(state).flatMap((page) => (page.person?.id === person ? [page.id] : []));
      const step1 = { kind: "page", escalation: ID, reason: null, isByHand: false, steps: [] } as const;
      const answered = foldEscalation(
        state,
        {
          kind: "acknowledgement",
          escalation: ID,
          person: { id: person, name: person },
          pages,
          answer: "acknowledged",
          means: "link",
          settles: false,
        },
        minutesIn(1),
      );
      return foldEscalation(answered, { ...step1, steps: [] }, minutesIn(1)) ?? state;
    }, escalation);

  test("is one acknowledgement, or all of them", () => {
    expect(wordOf(answers(needing("one"), ["alice"]))).toBe("acknowledged");
    expect(wordOf(answers(needing("all"), ["alice"]))).toBe("running");
    expect(wordOf(answers(needing("all"), ["alice", "bob"]))).toBe("acknowledged");
    expect(wordOf(answers(needing(5), ["alice", "bob"]))).toBe("acknowledged");
  });

  test("is there already when whoever would be paged is at work on it", () => {
    const here = (): Reached => ({ people: [{ id: "alice", name: "alice", isHere: true }], channels: [], problem: null });
    const { escalation } = step(started(), 0, { ...SEV2, severity: "SEV3" }, here);
    expect(wordOf(escalation)).toBe("acknowledged");
    expect(pagesOf(escalation)[0]?.answer?.means).toBe("here");
  });

  test("pages one person once, however many targets lead there", () => {
    const same = () => ({ people: [{ id: "alice", name: "alice", isHere: false }], channels: [], problem: null });
    const { escalation } = step(started(policy([level("one", 0, { targets: both })])), 0, SEV2, same);
    expect(pagesOf(escalation)).toHaveLength(1);
  });
});

test("an acknowledgement runs out after a time without activity, and begins at the first level", () => {
  const timing = policy([level("one", 0)], { timeoutMinutes: 30 });
  const now = acknowledge(step(started(timing), 0).escalation, "alice", 2);
  expect(nextMoment(now, SEV2)).toEqual({ what: "timeout", at: minutesIn(32) });
  expect(nextMoment(now, { ...SEV2, lastActivityAt: minutesIn(20) })).toEqual({ what: "timeout", at: minutesIn(50) });
  const { facts, escalation } = step(now, 32);
  expect(facts.map((fact) => (fact.kind === "escalation" ? fact.event : fact.kind))).toEqual(["restarted", "page"]);
  expect(wordOf(escalation)).toBe("running");
});

test("nothing fires once everybody was stood down", () => {
  const fact: EscalationFacts = {
    kind: "escalation",
    escalation: ID,
    event: "stood-down",
    reason: "False alarm",
    policy: null,
    page: null,
    tells: [],
  };
  const now = foldEscalation(step(started(), 0).escalation, fact, minutesIn(5));
  expect(now && nextMoment(now, SEV2)).toBeNull();
  expect(now && step(now, 600).facts).toEqual([]);
});

describe("the time machine", () => {
  test("says who is reached when, if nobody answers", () => {
    const { happenings } = simulate({ policy: DEFAULT_POLICY, openedAt: START, view: SEV2, reach: reachAll, until: minutesIn(1_440) });
    const words = happenings.map((one) => `${one.at.slice(11, 16)} ${one.what === "step" ? one.step.title : one.what}`);
    expect(words).toEqual([
      "14:30 On-Call Engineer",
      "14:45 Team Lead",
      "15:00 Engineering Manager",
      "15:15 repeated",
      "15:15 On-Call Engineer",
      "15:30 Team Lead",
      "15:45 Engineering Manager",
      "16:00 exhausted",
      "16:00 Nobody answered",
    ]);
  });

  test("takes answers and changes of the incident into account", () => {
    const { happenings } = simulate({
      policy: DEFAULT_POLICY,
      openedAt: START,
      view: { ...SEV2, severity: "SEV3" },
      answers: [{ at: minutesIn(5), person: "alice" }],
      changes: [{ at: minutesIn(70), view: { severity: "SEV1", revenuePerHour: 5 } }],
      reach: reachAll,
      until: minutesIn(1_440),
    });
    const words = happenings.map((one) => `${one.at.slice(11, 16)} ${one.what === "step" ? one.step.title : one.what}`);
    expect(words).toEqual([
      "14:30 On-Call Engineer",
      "14:35 acknowledged",
      "15:40 Team Lead",
      "15:40 Engineering Manager",
      "15:40 VP Engineering",
      "16:30 CTO",
    ]);
  });
});
