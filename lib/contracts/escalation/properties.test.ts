import { describe, expect, test } from "vitest";
import { SEVERITIES } from "../incident-terms.ts";
import type { Reached } from "./advance.ts";
import type { PolicySnapshot, Target } from "./policy.ts";
import { type Happening, type Question, simulate } from "./simulate.ts";
import { type Escalation, wordOf } from "./state.ts";
import { aCase, type Case } from "./testing/cases.ts";
import { minutesAfter } from "./times.ts";

const CASES = Number(process.env.MUSTER_PROOF_SIZE ?? 1_500);
const SEED = Number(process.env.MUSTER_PROOF_SEED ?? 7);
const OPENED = "2026-11-23T14:30:00.000Z";
const PEOPLE = ["ada", "bo", "cy", "di"];
const TARGETS: Target[] = [
  ...PEOPLE.map((name): Target => ({ kind: "position", position: name })),
  { kind: "team-leads" },
  { kind: "on-call" },
  { kind: "admins" },
];

function reach(target: Target): Reached {
  const named = (...names: string[]): Reached => ({
    people: names.map((id) => ({ id, name: id, isHere: id === "di" })),
    channels: [],
    problem: null,
  });
  if (target.kind === "position") return named(target.position);
  if (target.kind === "team-leads") return named("ada", "bo");
  return { people: [], channels: [], problem: "Nobody" };
}

type Lived = { one: Case; policy: PolicySnapshot; happenings: Happening[]; escalation: Escalation };

function live(seed: number): Lived {
  const one = aCase(seed, TARGETS, PEOPLE.length);
  const policy = { ...one.rules, id: null, name: "Random", version: 1 };
  const at = ({ minutes }: { minutes: number }) => minutesAfter(OPENED, minutes);
  return {
    one,
    policy,
    ...simulate({
      policy,
      openedAt: OPENED,
      view: { severity: one.severity, revenuePerHour: null, lastActivityAt: null },
      changes: one.inputs.flatMap((input): NonNullable<Question["changes"]> => {
        if (input.what === "severity") return [{ at: at(input), view: { severity: input.severity } }];
        return input.what === "revenue" ? [{ at: at(input), view: { revenuePerHour: input.revenue } }] : [];
      }),
      answers: one.inputs.flatMap((input) =>
        input.what === "acknowledge" || input.what === "decline" ? [{ at: at(input), person: PEOPLE[input.person] ?? "", answer: input.what }] : [],
      ),
      reach,
      until: minutesAfter(OPENED, 1_000),
    }),
  };
}

const ALL = Array.from({ length: CASES }, (_, n) => live(SEED + n));
const stepsOf = ({ happenings }: Lived) => happenings.flatMap((one) => (one.what === "step" ? [one.step] : []));

describe("in every life of every policy", () => {
  test("a level fires at most once in a round, and once ever for what waits for the end", () => {
    for (const life of ALL) {
      const keys = stepsOf(life).map(({ step, loop, trigger }) => (trigger?.until === "resolved" ? `${step} ever` : `${step} ${loop}`));
      expect(new Set(keys).size, JSON.stringify(life.one)).toBe(keys.length);
    }
  });

  test("nobody is paged twice by one step", () => {
    for (const life of ALL) for (const { pages } of stepsOf(life)) expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
  });

  test("nothing that waits for an acknowledgement fires after one, until it has run out", () => {
    for (const life of ALL) {
      let since: string | null = null;
      let round: string[] = [];
      for (const one of life.happenings) {
        if (one.what === "restarted" || one.what === "repeated") [since, round] = [null, []];
        if (one.what === "step" && needsOne(life, one.step.step)) round.push(...one.step.pages.map(({ name }) => name));
        if (one.what === "acknowledged" && round.includes(one.person.id)) since ??= one.at;
        // Those that are due at the same moment fire together.
        if (one.what === "step" && since !== null && one.at > since) expect(one.step.trigger?.until, JSON.stringify(life.one)).toBe("resolved");
        if (one.what === "step" && needsOne(life, one.step.step) && one.step.pages.some(({ answer }) => answer !== null)) since ??= one.at;
      }
    }
  });

  test("time never runs backwards, and no step fires before its own time unless nobody is left to wait for", () => {
    for (const life of ALL) {
      const times = life.happenings.map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      let round = OPENED;
      for (const one of life.happenings) {
        if (one.what === "restarted" || one.what === "repeated") round = one.at;
        if (one.what !== "step" || !one.step.trigger) continue;
        const { afterMinutes, until } = one.step.trigger;
        const due = minutesAfter(until === "acknowledged" ? round : OPENED, afterMinutes);
        if (until === "resolved" || hasSomebodyLeft(life, one)) expect(one.at >= due, JSON.stringify(life.one)).toBe(true);
      }
    }
  });

  test("no step fires below its severity, nor without the revenue that it wants", () => {
    for (const life of ALL) {
      for (const one of life.happenings) {
        if (one.what !== "step" || !one.step.trigger) continue;
        const { severity, revenuePerHour } = one.step.trigger;
        const is = viewAt(life.one, one.at);
        if (severity) expect(SEVERITIES.indexOf(is.severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(severity));
        if (revenuePerHour !== null) expect(is.revenue).toBeGreaterThan(revenuePerHour);
      }
    }
  });

  test("it ends acknowledged, exhausted, or with levels that a condition or a hand has to fire", () => {
    const ends = new Map<string, number>();
    for (const life of ALL) {
      const word = wordOf(life.escalation);
      ends.set(word, (ends.get(word) ?? 0) + 1);
      if (word !== "running" || life.policy.timeoutMinutes !== null) continue;
      const wanted = life.policy.levels.some(({ triggers }) => triggers.some(({ until }) => until === "acknowledged"));
      const held = life.policy.levels.flatMap(({ triggers }) => triggers.filter(({ until }) => until === "acknowledged"));
      expect(!wanted || held.some(({ severity, revenuePerHour }) => severity !== null || revenuePerHour !== null), JSON.stringify(life.one)).toBe(
        true,
      );
    }
    expect([...ends.keys()].toSorted()).toEqual(["acknowledged", "exhausted", "running"]);
  });
});

test("raising the severity fires what waited for it, and pages nobody again for a level that has fired", () => {
  for (const { one, policy } of ALL.slice(0, 500)) {
    const until = minutesAfter(OPENED, 30);
    const view = { severity: "SEV4" as const, revenuePerHour: null, lastActivityAt: null };
    const before = simulate({ policy, openedAt: OPENED, view, reach, until });
    const raised = simulate({
      policy,
      openedAt: OPENED,
      view,
      changes: [{ at: minutesAfter(OPENED, 29.5), view: { severity: "SEV1" } }],
      reach,
      until,
    });
    const keys = (happenings: Happening[]) =>
      happenings.flatMap((happening) => (happening.what === "step" ? [`${happening.step.step} ${happening.at}`] : []));
    const fired = keys(raised.happenings);
    const raisedAt = minutesAfter(OPENED, 29.5);
    expect(
      fired.filter((key) => key.slice(-24) < raisedAt),
      JSON.stringify(one),
    ).toEqual(keys(before.happenings).filter((key) => key.slice(-24) < raisedAt));
    const levels = fired.map((key) => key.split(" ")[0]);
    const loops = raised.happenings.filter(({ what }) => what === "repeated" || what === "restarted").length;
    for (const level of new Set(levels)) expect(levels.filter((name) => name === level).length).toBeLessThanOrEqual(loops + 1);
  }
});

function needsOne({ policy }: Lived, step: string): boolean {
  return (policy.levels.find(({ id }) => id === step)?.needs ?? "one") === "one";
}

/** Whether, just before a step, somebody of its round could still answer. */
function hasSomebodyLeft({ happenings }: Lived, step: Happening): boolean {
  const before = happenings.slice(0, happenings.indexOf(step));
  const round = before.slice(before.findLastIndex(({ what }) => what === "repeated" || what === "restarted") + 1);
  const answered = new Set(before.flatMap((one) => (one.what === "declined" || one.what === "acknowledged" ? [one.person.id] : [])));
  const fired = round.flatMap((one) => (one.what === "step" ? [one] : []));
  if (fired.length === 0) return true;
  return fired.some(({ step: { pages } }) => pages.some(({ person, answer }) => answer === null && person && !answered.has(person.id)));
}

function viewAt({ severity, inputs }: Case, at: string): { severity: (typeof SEVERITIES)[number]; revenue: number } {
  let view = { severity, revenue: 0 };
  for (const input of inputs) {
    if (minutesAfter(OPENED, input.minutes) > at) break;
    if (input.what === "severity") view = { ...view, severity: input.severity };
    if (input.what === "revenue") view = { ...view, revenue: input.revenue };
  }
  return view;
}
