import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "../understanding/plain.ts";
import { type Understanding, understand } from "../understanding/understand.ts";
import type { Vocabulary } from "../understanding/vocabulary.ts";
import { GRAMMAR } from "./grammar.ts";
import { NO_ORDERS, PHRASINGS, SEVERAL } from "./phrasings.ts";

const VOCABULARY: Vocabulary = {
  people: [
    { id: "p-ada", name: "Ada Lindqvist", handle: "ada" },
    { id: "p-grace", name: "Grace Okafor", handle: "grace" },
    { id: "p-linus", name: "Linus Brandt", handle: "linus" },
    { id: "p-sam", name: "Sam Reed", handle: "sam" },
    { id: "p-sam2", name: "Sam Holt", handle: "sam2" },
  ],
  services: [
    { id: "s-pay", name: "Payment API", slug: "payment-api" },
    { id: "s-checkout", name: "Checkout", slug: "checkout" },
    { id: "s-search", name: "Search", slug: "search" },
  ],
  roles: [
    { key: "commander", label: "Incident Commander" },
    { key: "deputy", label: "Deputy" },
    { key: "communications", label: "Communications" },
    { key: "scribe", label: "Scribe" },
    { key: "subject-expert", label: "Subject Expert" },
  ],
  incident: "INC-2026-1123-001",
  me: { id: "p-ada", name: "Ada Lindqvist" },
  now: "2026-11-23T16:00:00.000Z",
};

const say = (prompt: string, vocabulary = VOCABULARY): Understanding[] => understand(GRAMMAR, prompt, vocabulary);
const COMMANDS = new Set(GRAMMAR.filter(({ isCommand }) => isCommand).map(({ name }) => name));

describe("what people say", () => {
  test("is understood in at least 95 of 100 ways", () => {
    const missed = PHRASINGS.flatMap(([prompt, intent, slots]) => {
      const [first] = say(prompt);
      const isRight = first?.kind === "understood" && first.intent === intent && holds(first.slots, slots ?? {});
      return isRight ? [] : [`${prompt} → ${JSON.stringify(first)} (wanted ${intent} ${JSON.stringify(slots ?? {})})`];
    });
    expect(PHRASINGS.length).toBeGreaterThanOrEqual(150);
    expect(missed.length / PHRASINGS.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
  });

  test.each(NO_ORDERS)("“%s” orders nothing", (prompt) => {
    for (const one of say(prompt)) expect(one.kind === "understood" && COMMANDS.has(one.intent), JSON.stringify(one)).toBe(false);
  });

  test.each(SEVERAL)("“%s” are several orders", (prompt, intents) => {
    expect(say(prompt).map((one) => (one.kind === "understood" ? one.intent : one.question))).toEqual(intents);
  });

  test("who could be two people is asked about, and so is nobody", () => {
    expect(say("make Sam the scribe")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("Sam Reed, Sam Holt") }]);
    expect(say("make @zoe the scribe")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("@zoe") }]);
  });

  test("outside of a room the incident is asked for", () => {
    expect(say("resolve it", { ...VOCABULARY, incident: null })).toMatchObject([
      { kind: "unclear", question: expect.stringContaining("Which incident") },
    ]);
  });

  test("a severity with words is a new incident outside of a room", () => {
    const slots = { severity: "SEV1", text: "Nobody can log in" };
    expect(say("SEV1: nobody can log in", { ...VOCABULARY, incident: null })).toMatchObject([{ intent: "declare", slots }]);
  });

  test("orders inside of a note's words are words", () => {
    const text = "assign @grace as scribe; set sev1 and resolve INC-2026-1120-004";
    expect(say(`note: ${text}`)).toMatchObject([{ intent: "add_note", slots: { text } }]);
  });
});

describe("any text", () => {
  test("gets an answer, always the same, and is never changed on the way", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (prompt) => {
        expect(plain(prompt)).toHaveLength(prompt.length);
        const once = say(prompt);
        expect(once.length).toBeGreaterThan(0);
        expect(say(prompt)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  test("of any size is read to its end", () => {
    for (const text of ["a ".repeat(500_000), "declare ".repeat(100_000), "@".repeat(300_000), "1".repeat(300_000), "and ".repeat(200_000)])
      expect(say(text).length).toBe(1);
  });

  test("after “note:” is kept as it was written", () => {
    const words = fc.string({ minLength: 2, maxLength: 80 }).filter((text) => text.trim() === text && /^[a-zA-Z][^"\n]*$/.test(text));
    fc.assert(
      fc.property(words, (text) => {
        expect(say(`Note: ${text}`)).toMatchObject([{ intent: "add_note", slots: { text } }]);
      }),
      { numRuns: 300 },
    );
  });
});

function holds(slots: object, wanted: object): boolean {
  try {
    expect(slots).toMatchObject(wanted);
    return true;
  } catch {
    return false;
  }
}
