import { expect, test } from "vitest";
import type { NoticeOutlook } from "#lib/contracts/notice.ts";
import { outlookInWords } from "./outlook-words.ts";

const outlook = (part: Partial<NoticeOutlook>): NoticeOutlook[] => [
  { severity: "SEV1", event: "update", people: 99, outside: 99, places: [] },
  { severity: "SEV1", event: "declared", people: 0, outside: 0, places: [], ...part },
];

test.each([
  [{}, "If one began now: only people who are known from its services and roles."],
  [{ people: 1 }, "If one began now: 1 person, by the inbox alone."],
  [{ people: 14, outside: 12, places: ["#incidents"] }, "If one began now: 14 people, 12 of them also besides the inbox; #incidents."],
  [{ people: 2, outside: 2 }, "If one began now: 2 people, each also besides the inbox."],
  [{ places: ["all@example.com"] }, "If one began now: all@example.com."],
])("whom a severity reaches is said of its beginning: %o", (part, words) => {
  expect(outlookInWords("SEV1", outlook(part))).toBe(words);
});
