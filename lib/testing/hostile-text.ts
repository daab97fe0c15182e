import fc from "fast-check";

/** Text that breaks careless programs: NUL, halves of characters, bidi controls, stacked marks, formulas, markup, quotes, very long runs. */
const KNOWN = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00x",
  "\u202Egnp.exe",
  "\u2066\u2067\u2068\u2069",
  `Z${"\u0351".repeat(2_000)}algo`,
  "👩‍👩‍👧‍👦".repeat(300),
  "=cmd|' /C calc'!A0",
  "'; DROP TABLE incident; --",
  "<script>alert(1)</script>",
  "../../../../etc/passwd",
  "%s%n%x",
  "#{7*7}{{7*7}}",
  "\r\nSet-Cookie: a=b",
  "__proto__",
  "constructor",
  "\ufeff\u200b\u2060",
  " ",
  "",
  "x".repeat(1_048_576),
  "\u{10ffff}".repeat(1_000),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 400 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 400 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...KNOWN.filter((text) => text.length < 10_000)), fc.string({ maxLength: 60 })).map(([a, b]) => b + a + b),
  },
);
