import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VOCABULARY } from "../testing/vocabulary.ts";
import { knownWords } from "../understanding/grammar.ts";
import { plain } from "../understanding/plain.ts";
import { type Understanding, understand } from "../understanding/understand.ts";
import { GRAMMAR } from "./grammar.ts";
import { NO_ORDERS, PHRASINGS, SEVERAL } from "./phrasings/index.ts";

const say = (prompt: string, vocabulary = VOCABULARY): Understanding[] => understand(GRAMMAR, prompt, vocabulary);
const COMMANDS = new Set(GRAMMAR.intents.filter(({ isCommand }) => isCommand).map(({ name }) => name));

describe("what people say", () => {
  test("is understood in at least 95 of 100 ways", () => {
    const missed = PHRASINGS.flatMap(([prompt, intent, slots]) => {
      const [first] = say(prompt);
      const isRight = first?.kind === "understood" && first.intent === intent && holds(first.slots, slots ?? {});
      return isRight ? [] : [`${prompt} → ${JSON.stringify(first)} (wanted ${intent} ${JSON.stringify(slots ?? {})})`];
    });
    expect(PHRASINGS.length).toBeGreaterThanOrEqual(1900);
    expect(missed.length / PHRASINGS.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
  });

  test("is taken for no order when it is told, denied, doubted, asked or somebody else's", () => {
    expect(NO_ORDERS.length).toBeGreaterThanOrEqual(300);
    expect(NO_ORDERS.filter((prompt) => ordersIn(prompt).length > 0)).toEqual([]);
  });

  test.each(SEVERAL)("“%s” are several orders", (prompt, intents) => {
    expect(say(prompt).map((one) => (one.kind === "understood" ? one.intent : one.question))).toEqual(intents);
  });

  test("who could be two people is asked about, and so is nobody", () => {
    expect(say("make Sam the scribe")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("Sam Reed, Sam Holt") }]);
    expect(say("make @zoe the scribe")).toMatchObject([{ kind: "unclear", question: expect.stringContaining("@zoe") }]);
  });

  test("an incident may be named in part: the room's, an open one, else one of today", () => {
    const incident = "INC-2026-1122-001";
    expect(say("Escalate INC-001 to SEV1 - need VP Engineering")).toMatchObject([
      { intent: "change_severity", slots: { reference: "INC-2026-1123-001", severity: "SEV1", text: "need VP Engineering" } },
    ]);
    expect(say("#4 resolved")).toMatchObject([{ intent: "change_phase", slots: { reference: "INC-2026-1120-004" } }]);
    expect(say("001 sev2", { ...VOCABULARY, incident })).toMatchObject([{ slots: { reference: incident } }]);
    expect(say("status of 007")).toMatchObject([{ slots: { reference: "INC-2026-1123-007" } }]);
  });

  test("what takes an order back is named", () => {
    const asked = (prompt: string) => say(prompt).map((one) => (one.kind === "unclear" ? one.question : one.intent));
    expect(asked("if it gets worse, escalate to sev1")).toEqual([expect.stringContaining("depends on something")]);
    expect(asked("Grace said: declare an incident")).toEqual([expect.stringContaining("somebody else's words")]);
    expect(asked("maybe, close this")).toEqual([expect.stringContaining("do not sound sure")]);
  });

  test("what is not understood is answered with examples that are near to it", () => {
    expect(say("a scribe would be nice")).toMatchObject([{ kind: "unclear", choices: expect.arrayContaining(["Make @grace the scribe"]) }]);
  });

  test("what no cue fits is read by its likeness to what others said, or offered", () => {
    expect(say("public an update saying results are late")).toMatchObject([{ intent: "post_update", slots: { text: "results are late" } }]);
    expect(say("nota: queue depth 14k")).toMatchObject([{ kind: "understood", intent: "add_note", slots: { text: "queue depth 14k" } }]);
    expect(say("leave it in monitoring")).toMatchObject([{ kind: "unclear" }]);
  });

  test("an incident may be named before what is to be done with it", () => {
    const reference = "INC-2026-1123-002";
    expect(say("On INC-2026-1123-002 add a task to rotate the keys")).toMatchObject([
      { intent: "add_task", slots: { reference, text: "rotate the keys" } },
    ]);
    expect(say("for 002: resolved")).toMatchObject([{ intent: "change_phase", slots: { reference, phase: "resolved" } }]);
    expect(say("put zero zero two into monitoring")).toMatchObject([{ intent: "change_phase", slots: { reference } }]);
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

  test("a slip in a title stays as it was written", () => {
    expect(say("decalre a sev2 incdent: chekout retuns erors")).toMatchObject([
      { intent: "declare", slots: { severity: "SEV2", text: "Chekout retuns erors" } },
    ]);
  });

  test("orders inside of a note's words are words", () => {
    const text = "assign @grace as scribe; set sev1 and resolve INC-2026-1120-004";
    expect(say(`note: ${text}`)).toMatchObject([{ intent: "add_note", slots: { text } }]);
  });
});

describe("a slip of the fingers", () => {
  const known = new Set(knownWords(GRAMMAR).filter((word) => word.length >= 5));

  /** Each way to lose a letter of a known word, or to swap two of its neighbours. */
  function slipsIn(text: string): string[] {
    return [...text.matchAll(/\p{L}{5,}/gu)].flatMap(({ 0: word, index }) => {
      if (!known.has(word.toLowerCase())) return [];
      const put = (slip: string) => `${text.slice(0, index)}${slip}${text.slice(index + word.length)}`;
      return [...word].flatMap((letter, at) => {
        const [next = ""] = word.slice(at + 1);
        const lost = put(`${word.slice(0, at)}${word.slice(at + 1)}`);
        return next === "" || next === letter ? [lost] : [lost, put(`${word.slice(0, at)}${next}${letter}${word.slice(at + 2)}`)];
      });
    });
  }

  test("is understood as what was meant in 90 of 100 cases", () => {
    const tried = PHRASINGS.flatMap(([prompt, intent], at) => {
      const head = prompt.split(/[:"“]/)[0] ?? "";
      const slips = slipsIn(head);
      const slip = slips[(at * 7) % Math.max(1, slips.length)];
      return slip === undefined ? [] : [{ prompt: `${slip}${prompt.slice(head.length)}`, intent }];
    });
    const missed = tried.filter(({ prompt, intent }) => !say(prompt).some((one) => one.kind === "understood" && one.intent === intent));
    expect(tried.length).toBeGreaterThan(500);
    expect(missed.length / tried.length, missed.map(({ prompt, intent }) => `${prompt} (${intent})`).join("\n")).toBeLessThanOrEqual(0.1);
  });

  test("makes no order of what is none", () => {
    const slips = NO_ORDERS.flatMap(slipsIn).filter((_, at) => at % 4 === 0);
    expect(slips.length).toBeGreaterThan(500);
    expect(slips.filter((prompt) => ordersIn(prompt).length > 0)).toEqual([]);
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
    const repeated = [
      "a ",
      "declare ",
      "@",
      "1",
      "and ",
      "the new ",
      "set it to ",
      " ",
      '"',
      "1 to ",
      "1,000 ",
      "we have now fully ",
      "https://",
      "inc-1 ",
    ];
    const hostile = [...repeated, "can you please ", "severity to of is ", "add a new task ", "(((", "a?b*c+", "sevreity ", "'x ", "\n", "not "];
    for (const text of hostile) expect(say(text.repeat(Math.ceil(1_000_000 / text.length))).length, text).toBeGreaterThan(0);
  });

  test.each([
    ["Note: ", "add_note"],
    ["Todo: ", "add_task"],
    ["Post an update: ", "post_update"],
  ])("after “%s” is kept as it was written", (cue, intent) => {
    const words = fc.string({ minLength: 2, maxLength: 80 }).filter((text) => text.trim() === text && /^[a-zA-Z][^"\n]*$/.test(text));
    const orders = fc.constantFrom(...PHRASINGS.map(([prompt]) => prompt)).filter((text) => /^[a-z][^"“]*$/i.test(text) && !/^@|^for /i.test(text));
    fc.assert(
      fc.property(fc.oneof(words, orders), (text) => {
        expect(say(`${cue}${text}`)).toMatchObject([{ intent, slots: { text } }]);
      }),
      { numRuns: 300 },
    );
  });
});

function ordersIn(prompt: string): string[] {
  return say(prompt).flatMap((one) => (one.kind === "understood" && COMMANDS.has(one.intent) ? [one.intent] : []));
}

function holds(slots: object, wanted: object): boolean {
  try {
    expect(slots).toMatchObject(wanted);
    return true;
  } catch {
    return false;
  }
}
