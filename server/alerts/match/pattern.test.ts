import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BadPattern, pattern, wildcard } from "./pattern.ts";

const LONGEST = 300;

/** Patterns that the platform reads too, made of the same parts, and short enough to be taken. */
const { whole } = fc.letrec<{ atom: string; part: string; whole: string }>((tie) => ({
  atom: fc.oneof(fc.constantFrom("a", "b", "1", "-", "\\d", "\\w", "\\s", ".", "[ab]", "[^a]", "[a-c1]", "\\."), {
    weight: 1,
    arbitrary: tie("whole").map((inner) => `(?:${inner})`),
  }),
  part: fc.tuple(tie("atom"), fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,3}", "{0,}")).map(([atom, count]) => atom + count),
  whole: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
    fc.tuple(tie("part"), tie("part")).map((both) => both.join("|")),
  ),
}));

describe("patterns", () => {
  test("match what the platform's own expressions match", () => {
    fc.assert(
      fc.property(
        whole.filter((text) => text.length <= LONGEST),
        fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "-", " ", "."), maxLength: 8 }),
        (text, value) => {
          expect(pattern(text)(value)).toBe(new RegExp(`^(?:${text})$`, "su").test(value));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("which take others years are read at once", () => {
    const value = `${"a".repeat(1_000)}!`;
    for (const text of ["(a+)+", "(a|a)*", "(a*)*b", "(.*a){20}", "(a|aa)+"]) expect(pattern(text)(value)).toBe(false);
  });

  test.each(["(", ")", "[a", "a{2", "*a", "a**", "\\q", "(?=a)", "(?<n>a)", "a^b", "[z-a]", "a{5,2}", "(.{90}){90}", "\\"])(
    "%s is refused in words",
    (text) => {
      expect(() => pattern(text)).toThrow(BadPattern);
    },
  );

  test("too long ones are refused, whatever they say", () => {
    expect(pattern("a".repeat(LONGEST))("a".repeat(LONGEST))).toBe(true);
    expect(() => pattern("a".repeat(LONGEST + 1))).toThrow(BadPattern);
  });

  test("anchors say what holds anyway", () => {
    expect([pattern("^api-.*$")("api-1"), pattern("api")("api-1"), pattern("\\$5")("$5")]).toEqual([true, false, true]);
  });
});

test("in a wildcard only the star is special", () => {
  expect(wildcard("pay*-(eu)")("payment-api-(eu)")).toBe(true);
  expect(wildcard("pay.*")("payment")).toBe(false);
  expect(wildcard("*")("")).toBe(true);
});
