import { expect, test } from "vitest";
import { FACT_KINDS } from "#lib/contracts/timeline.ts";
import { KIND_LABELS, type WebhookSummary } from "#lib/contracts/webhook.ts";
import { kindsInWords, readable, stateOf } from "./webhook-words.ts";

const fine = { isEnabled: true, failingSince: null, lastDelivery: { at: "2026-11-24T00:00:00.000Z", state: "delivered" } } as WebhookSummary;

test("a webhook that is disabled is that before it is failing", () => {
  expect(stateOf(fine).word).toBe("working");
  expect(stateOf({ ...fine, lastDelivery: null }).word).toBe("nothing sent yet");
  expect(stateOf({ ...fine, failingSince: "2026-11-24T00:00:00.000Z" }).word).toBe("failing");
  expect(stateOf({ ...fine, isEnabled: false, failingSince: "2026-11-24T00:00:00.000Z" }).word).toBe("disabled");
});

test("the kinds are named up to three, and every kind has words of its own", () => {
  expect(kindsInWords([])).toBe("Everything that happens");
  expect(kindsInWords(["declared", "status"])).toBe("Declared, Phase changed");
  expect(kindsInWords(["declared", "status", "severity", "note", "task"])).toBe("Declared, Phase changed, Severity changed and 2 more");
  expect(Object.keys(KIND_LABELS).sort()).toEqual([...FACT_KINDS].sort());
  expect(new Set(Object.values(KIND_LABELS)).size).toBe(FACT_KINDS.length);
});

test("JSON is shown by lines, and what is none as it is", () => {
  expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readable("<html>")).toBe("<html>");
});
