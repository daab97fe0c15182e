import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctorFor, distance } from "./typos.ts";

const correct = correctorFor(["severity", "scribe", "note", "resolve", "commander", "update", "there"]);

describe("a misspelt word", () => {
  test.each([
    ["sevrity", "severity"],
    ["scirbe", "scribe"],
    ["noet", "note"],
    ["resovle", "resolve"],
    ["comander", "commander"],
    ["updte", "update"],
  ])("“%s” is read as “%s”", (written, meant) => expect(correct(written)).toBe(meant));

  test.each(["node", "vote", "zebra", "abc", "x".repeat(400), "1234"])("“%s” stays, for it is a word or far from any", (word) =>
    expect(correct(word)).toBe(word),
  );

  test("is at the same distance from both sides, which is none only from itself", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, other)).toBe(distance(other, one));
        expect(distance(one, other) === 0).toBe(one === other);
      }),
    );
    expect(distance("recieve", "receive")).toBe(1);
  });
});
