import { expect, test } from "vitest";
import { severityWords } from "./severity-words.ts";

const fifteen = { usersPercent: 15 };
const RULE = "ten percent of the users or more are affected.";

test("the rule that decided is shown, whether or not somebody said a severity", () => {
  expect(severityWords(undefined, fifteen)).toBe(`**SEV2** fits the stated impact: ${RULE}`);
  expect(severityWords("SEV2", fifteen)).toBe(`**SEV2** fits the stated impact: ${RULE}`);
});

test("a severity that somebody said stays, worse or milder than the impact", () => {
  expect(severityWords("SEV3", fifteen)).toBe(`You said SEV3, and that stays. By the stated impact it could be **SEV2**: ${RULE}`);
  expect(severityWords("SEV1", fifteen)).toBe(`You said SEV1, and that stays. By the stated impact alone it would be **SEV2**: ${RULE}`);
});
