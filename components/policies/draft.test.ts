import { describe, expect, test } from "vitest";
import { DEFAULT_RULES } from "#lib/contracts/escalation/default-policy.ts";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { PolicyRules, type Target, targetKey } from "#lib/contracts/escalation/policy.ts";
import { addLevel, draftFrom, draftOf, moveLevel, targetChoices, targetName, targetOf } from "./draft.ts";

const book: PolicyBook = {
  policies: [],
  positions: [{ key: "cto", name: "CTO", holder: { id: "u1", name: "Erin" }, version: 1 }],
  people: [{ id: "u1", name: "Erin", hasMeans: true }],
  schedules: [],
  teams: [{ id: "t1", name: "Payments", members: 3 }],
  channels: [],
  warnings: [],
};
const titles = (levels: { title: string }[]) => levels.map(({ title }) => title);

describe("levels of a draft", () => {
  test("move up and down, stop at the ends, and keep their keys", () => {
    const { levels } = DEFAULT_RULES;
    expect(titles(moveLevel(levels, 4, 0))[0]).toBe("CTO");
    expect(titles(moveLevel(levels, 0, 1)).slice(0, 2)).toEqual(["Team Lead", "On-Call Engineer"]);
    expect(titles(moveLevel(levels, 0, -1))).toEqual(titles(levels));
    expect(new Set(moveLevel(levels, 4, 0).map(({ id }) => id))).toEqual(new Set(levels.map(({ id }) => id)));
  });

  test("are added after the latest, with a key of their own, also after one was removed", () => {
    const once = addLevel(DEFAULT_RULES.levels);
    expect(once.at(-1)).toMatchObject({ id: "level-6", triggers: [{ afterMinutes: 135 }] });
    const twice = addLevel([...once.slice(1), { ...once[0], id: "level-7" } as (typeof once)[number]]);
    expect(new Set(twice.map(({ id }) => id)).size).toBe(twice.length);
    expect(addLevel([])[0]?.triggers[0]?.afterMinutes).toBe(0);
  });
});

describe("a draft", () => {
  test("comes back as it was kept, and not at all when it is no policy any more", () => {
    const draft = draftOf(null);
    expect(draftFrom(JSON.stringify(draft))).toEqual(draft);
    expect(draftFrom(JSON.stringify({ ...draft, rules: { levels: "none" } }))).toBeNull();
    expect(draftFrom("{")).toBeNull();
    expect(PolicyRules.safeParse(draft.rules).success).toBe(true);
  });
});

describe("targets", () => {
  const all: Target[] = [
    { kind: "on-call" },
    { kind: "team-leads" },
    { kind: "admins" },
    { kind: "user", id: "u1" },
    { kind: "team", id: "t1" },
    { kind: "schedule", id: "s1" },
    { kind: "channel", id: "c1" },
    { kind: "position", position: "cto" },
    { kind: "role", role: "deputy" },
  ];

  test("come back from their keys", () => {
    for (const target of all) expect(targetOf(targetKey(target))).toEqual(target);
    expect(targetOf("weather:sunny")).toBeNull();
  });

  test("are called as people call them", () => {
    const named = (target: Target) => targetName(target, book, { u2: "Flo" });
    expect(named({ kind: "position", position: "cto" })).toBe("CTO");
    expect(named({ kind: "user", id: "u2" })).toBe("Flo");
    expect(named({ kind: "team", id: "gone" })).toBe("somebody who is gone");
    expect(targetChoices(book, [{ key: "deputy", label: "Deputy" }]).map(({ name }) => name)).toContain("Whoever is Deputy");
  });
});
