import { describe, expect, test } from "vitest";
import { FIRST_POSITIONS } from "#lib/contracts/escalation/default-policy.ts";
import { VOCABULARY as ROOM } from "../testing/vocabulary.ts";
import { knownWords } from "../understanding/grammar.ts";
import type { Slots, Vocabulary } from "../understanding/vocabulary.ts";
import { GRAMMAR } from "./grammar.ts";
import { NO_ORDERS, ORDERS, PHRASINGS } from "./phrasings.ts";
import { understandOrders } from "./understand-orders.ts";

const VOCABULARY: Vocabulary = {
  ...ROOM,
  positions: FIRST_POSITIONS,
  levels: ["On-Call Engineer", "Team Lead", "Engineering Manager", "VP Engineering", "CTO"],
};
const say = (prompt: string, vocabulary = VOCABULARY) => understandOrders(prompt, vocabulary);
const COMMANDS = new Set(GRAMMAR.intents.filter(({ isCommand }) => isCommand).map(({ name }) => name));
const ordersIn = (prompt: string): string[] =>
  say(prompt).flatMap((one) => (one.kind === "understood" && COMMANDS.has(one.intent) ? [one.intent] : []));

describe("what people say of an escalation", () => {
  test("is understood in at least 95 of 100 ways, with whom, how severe and why", () => {
    const missed = PHRASINGS.flatMap(([prompt, intent, slots]) => {
      const [first, second] = say(prompt);
      const isRight = !second && first?.kind === "understood" && first.intent === intent && holds(first.slots, slots ?? {});
      return isRight ? [] : [`${prompt} → ${JSON.stringify(first)} (wanted ${intent} ${JSON.stringify(slots ?? {})})`];
    });
    expect(ORDERS.length).toBeGreaterThanOrEqual(60);
    expect(missed.length / PHRASINGS.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
  });

  test("is taken for no order when it is told, denied, doubted, asked or somebody else's", () => {
    expect(NO_ORDERS.length).toBeGreaterThanOrEqual(20);
    expect(NO_ORDERS.filter((prompt) => ordersIn(prompt).length > 0)).toEqual([]);
  });

  test("with a slip of the fingers is understood as what was meant in 90 of 100 cases", () => {
    const known = new Set(knownWords(GRAMMAR).filter((word) => word.length >= 5));
    const tried = PHRASINGS.flatMap(([prompt, intent], at) => {
      const words = [...prompt.matchAll(/\p{L}{5,}/gu)].filter(([word]) => known.has(word.toLowerCase()));
      const word = words[at % Math.max(1, words.length)];
      if (!word) return [];
      const place = word.index + 1 + (at % (word[0].length - 1));
      return [{ prompt: prompt.slice(0, place) + prompt.slice(place + 1), intent }];
    });
    const missed = tried.filter(({ prompt, intent }) => !say(prompt).some((one) => one.kind === "understood" && one.intent === intent));
    expect(tried.length).toBeGreaterThan(80);
    expect(missed.length / tried.length, missed.map(({ prompt, intent }) => `${prompt} (${intent})`).join("\n")).toBeLessThanOrEqual(0.1);
  });
});

describe("whom to page", () => {
  test("is asked when a name could be several people's, or nobody's", () => {
    expect(say("page Sam")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("Sam Reed, Sam Holt") }]);
    expect(say("escalate to @zoe")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("@zoe") }]);
  });

  test("is asked when a short form could be several positions", () => {
    const positions = [...FIRST_POSITIONS, { key: "vp-product", name: "VP Product" }];
    const question = expect.stringContaining("VP Engineering, VP Product");
    expect(say("escalate to the VP", { ...VOCABULARY, positions })).toMatchObject([{ kind: "unclear", question }]);
    expect(say("escalate to the VP of Product", { ...VOCABULARY, positions })).toMatchObject([{ slots: { position: { key: "vp-product" } } }]);
  });

  test("a position that the organisation made itself is understood", () => {
    const positions = [{ key: "head-of-payments", name: "Head of Payments" }];
    expect(say("page the head of payments", { ...VOCABULARY, positions })).toMatchObject([{ slots: { position: { key: "head-of-payments" } } }]);
  });
});

test("outside of a room the incident is asked for, with those that are open", () => {
  expect(say("escalate to the CTO", { ...VOCABULARY, incident: null })).toMatchObject([
    { kind: "unclear", question: expect.stringContaining("INC-2026-1123-002") },
  ]);
});

/** A slot that is wanted as undefined has to be missing. */
function holds(slots: Slots, wanted: Partial<Record<keyof Slots, unknown>>): boolean {
  try {
    for (const [name, value] of Object.entries(wanted)) expect({ value: slots[name as keyof Slots] }).toMatchObject({ value });
    return true;
  } catch {
    return false;
  }
}
