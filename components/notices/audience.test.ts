import { describe, expect, test } from "vitest";
import type { PolicyBook } from "#lib/contracts/escalation/policies.ts";
import { audienceKey, DEFAULT_NOTICES } from "#lib/contracts/notice.ts";
import { audienceChoices, audienceLabel, audienceOf, noticeDraftFrom } from "./audience.ts";

const book: PolicyBook = {
  policies: [],
  positions: [{ key: "cto", name: "CTO", holder: null, version: 1 }],
  people: [],
  schedules: [],
  teams: [],
  channels: [
    { id: "c1", name: "#incidents", kind: "slack" },
    { id: "c2", name: "Payments service", kind: "pagerduty" },
  ],
  warnings: [],
};

describe("whom a line tells", () => {
  test("is the same audience after its key", () => {
    const all = Object.values(DEFAULT_NOTICES).flatMap((rules) => rules.flatMap(({ audiences }) => audiences));
    for (const audience of [...all, { kind: "mail", address: "a:b@example.com" } as const])
      expect(audienceOf(audienceKey(audience))).toEqual(audience);
  });

  test("may be an address as soon as it is one, and no service that calls people", () => {
    expect(audienceChoices(book, [], "News@Example.com")).toEqual([{ id: "mail:news@example.com", name: "news@example.com", hint: "by mail" }]);
    expect(audienceChoices(book, [], "news@")).toEqual([]);
    const names = audienceChoices(book, [], "").map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Everyone", "CTO", "#incidents"]));
    expect(names).not.toContain("Payments service");
  });

  test("has a name, also when what it means is gone", () => {
    expect(audienceLabel({ kind: "user", id: "u1" }, book, { u1: "Vera" })).toBe("Vera");
    expect(audienceLabel({ kind: "user", id: "u2" }, book, {})).toBe("Somebody who is gone");
  });
});

describe("a kept draft", () => {
  test("comes back with its unfinished lines, and what is none does not", () => {
    const matrix = { ...DEFAULT_NOTICES, SEV4: [{ audiences: [], events: ["declared" as const] }] };
    expect(noticeDraftFrom(JSON.stringify({ matrix, names: {} }))?.matrix.SEV4).toHaveLength(1);
    expect(noticeDraftFrom(JSON.stringify({ matrix: { SEV1: [] }, names: {} }))).toBeNull();
    expect(noticeDraftFrom("{")).toBeNull();
  });
});
