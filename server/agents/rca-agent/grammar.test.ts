import { expect, test } from "vitest";
import { VOCABULARY } from "../testing/vocabulary.ts";
import { understand } from "../understanding/understand.ts";
import { GRAMMAR } from "./grammar.ts";
import { PHRASINGS } from "./phrasings.ts";
import { VARIANTS } from "./variants.ts";

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

test("the two questions that people begin with are understood however they are put, with the service and the time that they name", () => {
  expect(VARIANTS.length).toBeGreaterThanOrEqual(60);
  const missed = VARIANTS.flatMap(([sentence, service, at]) => {
    const [first] = understand(GRAMMAR, sentence, VOCABULARY);
    if (first?.kind !== "understood" || first.intent !== "investigate") return [`${sentence} → ${JSON.stringify(first)}`];
    const { services = [], at: time } = first.slots;
    const found = [services[0]?.name ?? null, time?.slice(11, 16) ?? null];
    return found[0] === service && found[1] === at ? [] : [`${sentence} → ${found.join(" at ")}`];
  });
  expect(missed.length / VARIANTS.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
});
