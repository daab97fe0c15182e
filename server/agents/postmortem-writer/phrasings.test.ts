import { expect, test } from "vitest";
import { NO_REQUESTS, PHRASINGS } from "./phrasings.ts";
import { understandRequest } from "./understand.ts";

const LEAST = 0.95;

function isUnderstood(prompt: string, intent: string, more: object): boolean {
  const asked: Record<string, unknown> = { ...understandRequest(prompt) };
  return asked.intent === intent && Object.entries(more).every(([name, value]) => asked[name] === value);
}

test("of more than sixty ways to ask, ninety-five in a hundred are understood", () => {
  const lost = PHRASINGS.filter(([prompt, intent, more = {}]) => !isUnderstood(prompt, intent, more)).map(([prompt]) => prompt);
  expect(PHRASINGS.length).toBeGreaterThanOrEqual(60);
  expect(1 - lost.length / PHRASINGS.length, lost.join("\n")).toBeGreaterThanOrEqual(LEAST);
});

test.each(NO_REQUESTS)("asks for nothing here: %s", (prompt) => {
  expect(understandRequest(prompt).intent).toBe("unclear");
});
