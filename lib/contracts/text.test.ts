import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitsGraphemes, Instant, lineOf, normaliseText, optionalLineOf, textOf, WebAddress } from "./text.ts";

const Line = lineOf(200, "The title");
const Text = textOf(50_000, "The note");

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(
      "\u0000",
      "\ud800",
      "\udc00",
      "\u202e",
      "\u2066",
      "\u2069",
      "\u0301",
      "\u200d",
      "\ufeff",
      "\r",
      "\n",
      "\u0085",
      "a",
      "👨‍👩‍👧",
      "é",
    ),
  }),
);

describe("normalising", () => {
  test("takes out NUL and control characters, keeps tabs and line ends", () => {
    expect(normaliseText("a\u0000b\u0007c\u007f\td\r\ne\rf")).toBe("abc\td\ne\nf");
  });

  test("mends lone surrogates", () => {
    expect(normaliseText("a\ud800b\udc00")).toBe("a\ufffdb\ufffd");
  });

  test("joins what can be joined", () => {
    expect(normaliseText("e\u0301")).toBe("é");
  });

  test("keeps at most four stacked marks", () => {
    const zalgo = `a${"\u0335".repeat(50)}`;
    expect([...normaliseText(zalgo)].length).toBe(5);
  });

  test("leaves bidirectional text as it is: the screen isolates it", () => {
    expect(normaliseText("שלום \u202eabc")).toBe("שלום \u202eabc");
  });

  test("whatever comes in, what comes out can be stored, and normalising it again changes nothing", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const text = normaliseText(raw);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain("\u0000");
        expect(normaliseText(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("text fields", () => {
  test("never throw, whatever they are given", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        for (const field of [Line, Text, optionalLineOf(40, "The label")]) expect(() => field.safeParse(raw)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[string, string]>([
    ["a megabyte of letters", "a".repeat(1_000_000)],
    ["a megabyte of emoji", "👩‍🚒".repeat(200_000)],
    ["a hundred thousand combining marks", `a${"\u0301".repeat(100_000)}`],
    ["a hundred thousand mixed marks", `a${"\u0301\u0323\u0335\u0489".repeat(25_000)}`],
    ["a megabyte of lone surrogates", "\ud800".repeat(1_000_000)],
    ["a megabyte of spaces", " ".repeat(1_000_000)],
    ["a megabyte of line ends", "\r\n".repeat(500_000)],
    ["half a megabyte of joiners", "\u200d".repeat(500_000)],
    ["flags without end", "🇦".repeat(250_000)],
  ])("%s are answered, well before the test would be given up", (_, raw) => {
    for (const field of [Line, Text]) expect([true, false]).toContain(field.safeParse(raw).success);
    const once = normaliseText(raw);
    expect(normaliseText(once)).toBe(once);
  });

  test("a line is one line, trimmed, and not empty", () => {
    expect(Line.parse("  two\nlines\u2028here ")).toBe("two lines here");
    expect(Line.safeParse(" \n\u0000 ").error?.issues[0]?.message).toBe("The title is empty. Type at least one character.");
  });

  test("a text keeps its lines and its beginning", () => {
    expect(Text.parse("  a\r\n  b  \n\n")).toBe("  a\n  b");
  });

  test("length counts what people see as characters", () => {
    expect(Line.safeParse("👨‍👩‍👧‍👦".repeat(200)).success).toBe(true);
    expect(Line.safeParse("👨‍👩‍👧‍👦".repeat(201)).success).toBe(false);
    expect(Line.safeParse("a".repeat(201)).error?.issues[0]?.message).toContain("longer than 200 characters");
  });

  test("counting agrees with the segmenter", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.integer({ min: 0, max: 30 }), (text, limit) => {
        const units = text.length > limit * 12 && text.length > limit;
        if (!units) expect(fitsGraphemes(text, limit)).toBe([...segmenter.segment(text)].length <= limit);
      }),
    );
  });
});

describe("instants", () => {
  test("are stored in UTC with milliseconds", () => {
    expect(Instant.parse("2026-11-23T14:30:00+02:00")).toBe("2026-11-23T12:30:00.000Z");
  });

  test.each(["2026-11-23T14:30:00", "2026-11-23", "yesterday", "1969-12-31T00:00:00Z", "2101-01-01T00:00:00Z", "2026-02-30T00:00:00Z", ""])(
    "%j is refused",
    (value) => {
      expect(Instant.safeParse(value).success).toBe(false);
    },
  );
});

describe("links", () => {
  test.each(["javascript:alert(1)", "data:text/html,x", "ftp://example.com/", "//example.com", "example.com", "https://"])(
    "%j is refused",
    (value) => {
      expect(WebAddress.safeParse(value).success).toBe(false);
    },
  );

  test("http and https are taken", () => {
    expect(WebAddress.parse("https://example.com/a?b=c#d")).toBe("https://example.com/a?b=c#d");
    expect(WebAddress.safeParse("http://localhost:3000/x").success).toBe(true);
  });
});
