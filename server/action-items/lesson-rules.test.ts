import { describe, expect, test } from "vitest";
import { lessonWords } from "#lib/describe-lesson.ts";
import { type Candidate, type Come, isNews, lessonsOf } from "./lesson-rules.ts";

const split = (title: string) => title.toLowerCase().split(" ");
const COME: Come = { startedAt: "2026-03-20T10:00:00.000Z", words: ["payments", "time", "out"], signatures: ["pool-exhausted"] };
const item = (given: Partial<Candidate> = {}): Candidate => ({
  ...{ id: "00000000-0000-4000-8000-000000000001", title: "Alert on the pool", priority: "P1", state: "open", owner: null, team: "sre" },
  ...{ dueOn: "2026-03-08", doneAt: null, createdAt: "2026-03-01T00:00:00.000Z", source: "root-cause", signature: "pool-exhausted" },
  ...{ reference: "INC-2026-0301-001", incident: "Payments time out", sharesService: true },
  ...given,
});
const said = (given: Partial<Candidate>, come: Partial<Come> = {}) =>
  lessonsOf({ ...COME, ...come }, [item(given)], split).map((lesson) => lessonWords(lesson));

describe("an action item when a similar incident comes", () => {
  test.each<[string, Partial<Candidate>, string]>([
    ["open and late", {}, "would have prevented this, 12 days overdue"],
    ["open by a day", { dueOn: "2026-03-19" }, "would have prevented this, 1 day overdue"],
    ["open and in time", { dueOn: "2026-03-30" }, "would have prevented this, due on 2026-03-30"],
    ["open without a day", { dueOn: null }, "would have prevented this, without a due day"],
    ["being done", { state: "doing" }, "would have prevented this, 12 days overdue"],
    ["done before", { state: "done", doneAt: "2026-03-05T00:00:00.000Z" }, "was done, and did not prevent this"],
    ["done only after it began", { state: "done", doneAt: "2026-03-21T00:00:00.000Z" }, "would have prevented this, 12 days overdue"],
    ["dropped", { state: "dropped" }, "was dropped, and would have prevented this"],
    ["of the same service only", { signature: null }, "may have prevented this, 12 days overdue"],
    [
      "of the same service only, done",
      { signature: null, state: "done", doneAt: "2026-03-05T00:00:00.000Z" },
      "was done, and this came all the same",
    ],
  ])("is told: %s", (_, given, words) => {
    expect(said(given)).toEqual([words]);
  });

  test.each<[string, Partial<Candidate>, Partial<Come>]>([
    ["of another cause and service", { signature: "disk-full", sharesService: false }, {}],
    ["of the same service, of an incident that reads otherwise", { signature: null, incident: "Invoices wrong" }, {}],
    ["of the same words on another service", { signature: null, sharesService: false }, {}],
    ["about how people answer", { source: "response" }, {}],
    ["that came after it began", { createdAt: "2026-03-20T11:00:00.000Z" }, {}],
    ["when nothing tells what it is", { signature: null }, { words: [] }],
  ])("is not told %s", (_, given, come) => {
    expect(said(given, come)).toEqual([]);
  });

  test("comes by cause first, then by how late it is, ten at most", () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      item({ id: String(index), signature: index % 2 ? null : "pool-exhausted", dueOn: `2026-03-${10 - (index % 7)}`.replace(/-(\d)$/, "-0$1") }),
    );
    const found = lessonsOf(COME, many, split);
    expect(found).toHaveLength(10);
    expect(found.slice(0, 7).every(({ match }) => match === "cause")).toBe(true);
    const late = found.slice(0, 7).map(({ daysOverdue }) => daysOverdue);
    expect(late).toEqual(late.toSorted((one, other) => other - one));
  });

  test("is news once, and once more when its cause turns out to be the same", () => {
    const told = [{ item: "a", match: "service" as const }];
    expect(isNews({ item: "b", match: "service" }, told)).toBe(true);
    expect(isNews({ item: "a", match: "service" }, told)).toBe(false);
    expect(isNews({ item: "a", match: "cause" }, told)).toBe(true);
    expect(isNews({ item: "a", match: "cause" }, [...told, { item: "a", match: "cause" }])).toBe(false);
  });
});
