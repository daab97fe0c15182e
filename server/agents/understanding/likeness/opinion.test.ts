import { describe, expect, test } from "vitest";
import { EXAMPLES, NO_ORDERS, WRITERS } from "../../incident-commander/phrasings/index.ts";
import { VOCABULARY } from "../../testing/vocabulary.ts";
import { asWritten } from "../typos.ts";
import { wordsOf } from "../words.ts";
import { secondFrom } from "./opinion.ts";

const named = Object.entries(WRITERS);

/** The second opinion of one who has read everybody but this writer. */
function withoutWriter(writer: string) {
  const others = named.flatMap(([name, phrasings]) => (name === writer ? [] : phrasings.map(([sentence, intent]) => [sentence, intent] as const)));
  return secondFrom({ ...EXAMPLES, sentences: [...others, ...NO_ORDERS.map((sentence) => [sentence, null] as const)] });
}

describe("a second opinion", () => {
  test.each(named)("on what %s say is right in at least 75 of 100 cases when learnt from the others alone", (writer, phrasings) => {
    const second = withoutWriter(writer);
    const wrong = phrasings.filter(([sentence, intent]) => second(wordsOf(sentence, asWritten), VOCABULARY).intent !== intent);
    expect(wrong.length / phrasings.length, wrong.map(([sentence]) => sentence).join("\n")).toBeLessThanOrEqual(0.25);
  });

  test("is the same each time it is learnt", () => {
    const words = wordsOf("could you perhaps get somebody to write things down", asWritten);
    expect(secondFrom(EXAMPLES)(words, VOCABULARY).share).toBe(secondFrom(EXAMPLES)(words, VOCABULARY).share);
  });

  test("does not depend on whom or what a sentence names", () => {
    const second = secondFrom(EXAMPLES);
    const others = {
      ...VOCABULARY,
      people: [{ id: "p", name: "Zoltan Quist", handle: "zq" }],
      services: [{ id: "s", name: "Ledger", slug: "ledger" }],
    };
    expect(second(wordsOf("make Zoltan the scribe for Ledger", asWritten), others).shareOf("assign")).toBeCloseTo(
      second(wordsOf("make Grace the scribe for Checkout", asWritten), VOCABULARY).shareOf("assign"),
    );
  });

  test("takes an empty sentence for nothing", () => expect(secondFrom(EXAMPLES)([], VOCABULARY).intent).toBeNull());
});
