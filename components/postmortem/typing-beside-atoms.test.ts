import { expect, test } from "vitest";
import { surplusOf } from "./typing-beside-atoms.ts";

test.each([
  ["Seen #7", "#7", "Seen ", true],
  ["#7 seen", "#7", " seen", false],
  ["12,x000", "12,000", "x", false],
  ["12,00", "12,000", "", false],
  ["#", "#7", "", false],
])("of “%s”, where “%s” is meant, “%s” was typed", (written, meant, text, isBefore) => {
  expect(surplusOf(written, meant)).toEqual({ text, isBefore });
});
