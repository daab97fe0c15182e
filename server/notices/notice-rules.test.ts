import { describe, expect, test } from "vitest";
import { DEFAULT_NOTICES, NoticeMatrix } from "#lib/contracts/notice.ts";
import type { Fact, FactOf } from "#lib/contracts/timeline.ts";
import { headlineOf, newsOf, rulesFor } from "./notice-rules.ts";

const severity = (from: FactOf<"severity">["from"], to: FactOf<"severity">["to"]) => ({ kind: "severity", from, to, reason: "it grows" }) as Fact;
const status = (from: string, to: string, isReopen = false) => ({ kind: "status", from, to, reason: null, isReopen }) as unknown as Fact;
const audiencesOf = (fact: Fact, standing: "SEV1" | "SEV2" | null) => {
  const news = newsOf(fact, standing);
  return news ? rulesFor(DEFAULT_NOTICES, news) : [];
};

describe("what is news", () => {
  test("begins with a severity: what nobody has judged yet is none, and being judged begins it", () => {
    expect(newsOf({ kind: "declared", severity: null } as Fact, null)).toBeNull();
    expect(newsOf({ kind: "declared", severity: "SEV3" } as Fact, "SEV3")).toMatchObject({ event: "declared", isUrgent: false });
    expect(newsOf(severity(null, "SEV1"), "SEV1")).toMatchObject({ event: "declared", isUrgent: true });
    expect(newsOf({ kind: "update", text: "soon" } as Fact, null)).toBeNull();
  });

  test("raised to SEV1 reaches those who are told that one begins, lowered reaches those who heard of it before", () => {
    expect(audiencesOf(severity("SEV2", "SEV1"), "SEV1")).toEqual([...DEFAULT_NOTICES.SEV1, ...DEFAULT_NOTICES.SEV2]);
    expect(newsOf(severity("SEV1", "SEV2"), "SEV2")?.isUrgent).toBe(false);
    expect(audiencesOf(severity("SEV1", "SEV2"), "SEV2")).toEqual([...DEFAULT_NOTICES.SEV2, ...DEFAULT_NOTICES.SEV1]);
  });

  test("ends where no work is left, begins again when it is opened again, and is nothing between, nor a merge", () => {
    expect(newsOf(status("monitoring", "resolved"), "SEV2")?.event).toBe("resolved");
    expect(newsOf(status("triage", "declined"), "SEV2")?.event).toBe("resolved");
    expect(newsOf(status("resolved", "investigating", true), "SEV1")).toMatchObject({ event: "declared", isUrgent: true });
    for (const [from, to] of [
      ["triage", "investigating"],
      ["resolved", "closed"],
      ["triage", "merged"],
    ] as const) {
      expect(newsOf(status(from, to), "SEV1"), `${from} to ${to}`).toBeNull();
    }
  });

  test("is said in one sentence", () => {
    expect(headlineOf(severity("SEV2", "SEV1"), "Checkout fails", "SEV1")).toBe("Now SEV1, before SEV2: Checkout fails");
    expect(headlineOf(status("monitoring", "resolved"), "Checkout fails", "SEV1")).toBe("SEV1 resolved: Checkout fails");
  });
});

test("the matrix that comes with Muster is one that could be saved", () => {
  expect(NoticeMatrix.parse(DEFAULT_NOTICES)).toEqual(DEFAULT_NOTICES);
});
