import { expect, test } from "vitest";
import { internalIn, withoutMarks } from "./public-words.ts";

const found = (text: string) => internalIn(text, ["Ada Lindqvist", "Will Park"]).map(({ words }) => words);

test.each([
  ["Ada Lindqvist rolled it back.", ["Ada Lindqvist"]],
  ["The pool ran full [#12] [E3].", ["[#12]", "[E3]"]],
  ["See INC-2026-1123-001.", ["INC-2026-1123-001"]],
  ["Ask @ada or ada@shop.example.", ["@ada", "ada@shop.example"]],
  ["postgres-0.shop.svc was full at 10.0.3.7:5432.", ["10.0.3.7:5432", "postgres-0.shop.svc"]],
  ["See https://grafana.shop.example/d/1 for more.", ["https://grafana.shop.example/d/1"]],
  ["It was a SEV1.", ["SEV1"]],
])("is for inside: %s", (text, words) => {
  expect(found(text)).toEqual(words);
});

test.each([
  "We will park the change until Monday.",
  "Payments failed from 14:30 to 15:15 UTC (45 min).",
  "See https://status.shop.example for more.",
  "Version 2.14.0 is undone.",
])("is for everybody: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test("a sentence is told without what only people here can open", () => {
  expect(withoutMarks("It lasted [45 min](#impact_duration) [#4] [E1].")).toBe("It lasted 45 min.");
});
