import { expect, test } from "vitest";
import { VOCABULARY } from "../testing/vocabulary.ts";
import { understand } from "../understanding/understand.ts";
import { GRAMMAR } from "./grammar.ts";
import { PHRASINGS } from "./phrasings.ts";

test("what people ask of an investigation is understood in at least 95 of 100 ways", () => {
  const missed = PHRASINGS.flatMap(([prompt, intent]) => {
    const [first] = understand(GRAMMAR, prompt, VOCABULARY);
    return first?.kind === "understood" && first.intent === intent ? [] : [`${prompt} → ${JSON.stringify(first)} (wanted ${intent})`];
  });
  expect(missed.length / PHRASINGS.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
});

test("services, time and incident are taken from the question", () => {
  expect(understand(GRAMMAR, "Investigate the cause of the payment API outage at 14:30", VOCABULARY)).toMatchObject([
    { intent: "investigate", slots: { services: [{ name: "Payment API" }], at: expect.stringContaining("T14:30") } },
  ]);
  expect(understand(GRAMMAR, "investigate INC-2026-1123-007", VOCABULARY)).toMatchObject([{ slots: { reference: "INC-2026-1123-007" } }]);
});
