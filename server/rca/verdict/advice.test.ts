import { expect, test } from "vitest";
import type { SuspectChange } from "../answer.ts";
import type { Change } from "../bundle.ts";
import { aBundle } from "../testing/bundle.ts";
import { wouldSettleChange } from "./advice.ts";

const suspect = (score: number): SuspectChange => ({
  id: "c1",
  title: "tidy start",
  link: null,
  service: "kiosk",
  score,
  reasons: [],
  evidence: [],
});
const changed = (kind: string, detail: string) => {
  const change: Change = { id: "c1", at: 0, kind, service: null, title: "tidy start", author: null, link: null, detail };
  return aBundle({ changes: [change] });
};

test("of the likeliest change that is not accused, the report says what would tell whether it did it", () => {
  expect(wouldSettleChange([suspect(0.3)], changed("commit", "-start(a);"))).toEqual([
    "Whether “tidy start” did it, which its time and place alone do not show: to take it back and see whether the symptom goes. It may also have been a change that is not listed.",
  ]);
});

test.each([
  ["commit", "", true],
  ["commit", "files: a.ts", true],
  ["commit", "@@ a.ts @@\n+start(a);", false],
  ["flag", "", false],
])("of a %s that tells “%s”, whether its lines are asked for: %s", (kind, detail, isAsked) => {
  expect(
    wouldSettleChange([suspect(0.3)], changed(kind, detail))
      .join(" ")
      .includes("the lines that it changed"),
  ).toBe(isAsked);
});

test.each([[[suspect(0.7)]], [[suspect(0.05)]], [[]]])("nothing is asked of a change that is accused, or too unlikely to try", (suspects) => {
  expect(wouldSettleChange(suspects, changed("commit", ""))).toEqual([]);
});
