import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LogLine, openLogDigest } from "./open-digest.ts";

const line = (message: string, more: Partial<LogLine> = {}): LogLine => ({
  at: Date.UTC(2026, 4, 1, 10),
  service: "shop",
  level: null,
  message,
  trace: null,
  ...more,
});

function digestOf(lines: readonly LogLine[], bounds?: Parameters<typeof openLogDigest>[0]) {
  const digest = openLogDigest(bounds);
  for (const each of lines) digest.add(each);
  return digest.close();
}

const textsOf = (messages: readonly string[]): string[] => digestOf(messages.map((message) => line(message))).templates.map(({ text }) => text);

describe("templates", () => {
  test("numbers, addresses, paths, ids, quotes and values of keys do not part lines", () => {
    expect(
      textsOf([
        "Order 12 of 10.0.0.7:443 stored in /var/data/a as 3f2504e0-4f89-11d3-9a0c-0305e82c3301 by user=ann in 5 ms 'first'",
        "Order 977 of 10.9.0.1:80 stored in /srv/b/c as 00000000-4f89-11d3-9a0c-0305e82c3301 by user=bob in 70 ms 'second one'",
      ]),
    ).toEqual(["Order <*> of <*> stored in <*> as <*> by user=<*> in <*>"]);
  });

  test("lists and dumped structures of any length are one template, also when the line is cut within", () => {
    const texts = textsOf(["Seats [Seat(no=1, row=A)] left", "Seats [Seat(no=1, row=A), Seat(no=2, row=B), Seat(no=3, row=C)] left"]);
    expect(texts).toEqual(["Seats [<*>] left"]);
    expect(textsOf(["Got {a=1, b={c=2", "Got {a=1, b={c=2}, d=3}"])).toEqual(["Got {<*>}"]);
  });

  test("a word that many lines differ by becomes a value, two alternatives do not", () => {
    const users = ["ann", "bob", "cid", "dan", "eve"].map((name) => `Accepted login of ${name} at the desk`);
    expect(textsOf(users)).toEqual(["Accepted login of <*> at the desk"]);
    expect(textsOf(["session opened for root", "session closed for root"])).toHaveLength(2);
  });

  test("statuses from 400 on, names of exceptions and levels part lines that are alike", () => {
    const { templates } = digestOf([
      line("GET done status=200"),
      line("GET done status=503"),
      line("Failed: KeyError x", { level: "error" }),
      line("Failed: TypeError x", { level: "error" }),
      line("Failed: TypeError x", { level: "WARNING" }),
    ]);
    expect(templates.map(({ marks, level }) => [marks.join(), level])).toEqual([
      ["KeyError", "error"],
      ["TypeError", "error"],
      ["TypeError", "warn"],
      ["", null],
      ["503", null],
    ]);
  });

  test("JSON and key-value lines are read for what they say", () => {
    const { templates } = digestOf([
      line('{"level":"error","msg":"cannot reach db","error":"connection refused","took":5}'),
      line('ts=2026-05-01T10:00:00Z level=error msg="cannot reach cache" err="i/o timeout"'),
    ]);
    expect(templates.map(({ text, level }) => [text, level])).toEqual([
      ["cannot reach db: connection refused", "error"],
      ["ts=<*> level=<*> cannot reach cache i/o timeout", "error"],
    ]);
  });

  test("escape sequences, broken bytes and lines of ten megabytes are borne", () => {
    const { templates, lines } = digestOf([line("\u001b[31mred\u001b[0m \u0000alert\ufffd"), line(`huge ${"x=1 ".repeat(2_500_000)}`)]);
    expect(lines).toBe(2);
    expect(templates.some(({ text }) => text === "red alert")).toBe(true);
    for (const { samples } of templates) for (const { message } of samples) expect(message.length).toBeLessThanOrEqual(2_000);
  });

  test("times that no clock shows count as none", () => {
    const digest = digestOf([line("a", { at: -6_795_364_578_872 }), line("a", { at: Date.UTC(2026, 4, 1) })]);
    expect(digest.from).toBe(Date.UTC(2026, 4, 1));
    expect(digest.templates[0]?.total).toBe(2);
    expect([...(digest.templates[0]?.counts.values() ?? [])]).toEqual([1]);
  });
});

describe("bounds", () => {
  test("templates, slots and traces stay within their bounds, and no line is lost", () => {
    const word = (at: number): string => String.fromCharCode(97 + (at % 26), 97 + ((at >> 4) % 26), 97 + ((at >> 8) % 26));
    const lines = Array.from({ length: 5_000 }, (_, at) =>
      line(`${word(at)} ${word(at * 7)} ${word(at * 13)}`, { at: Date.UTC(2026, 0, 1) + at * 60_000, trace: `t${at}` }),
    );
    const digest = digestOf(lines, { shapes: 200, slots: 500, traces: 300 });
    expect(digest.templates.length).toBeLessThanOrEqual(200);
    expect(digest.templates.reduce((sum, { total }) => sum + total, 0)).toBe(5_000);
    expect(digest.templates.reduce((sum, { counts }) => sum + counts.size, 0)).toBeLessThanOrEqual(500);
    expect(digest.templates.reduce((sum, { traces }) => sum + traces.size, 0)).toBeLessThanOrEqual(300);
    expect(digest.slotMs).toBeGreaterThan(10_000);
    expect(digest.tracesShare).toBeLessThan(1);
  });
});

describe("whatever comes", () => {
  test("the order of lines does not change the templates", () => {
    const message = fc.oneof(
      fc.constantFrom("Disk sda full", "user ann in", "user bob in", "user cid in", "took 5 ms", "took 7 ms"),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(
        fc
          .array(message, { maxLength: 40 })
          .chain((messages) => fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length }))),
        ([one, other]) => {
          expect(digestOf(other.map((text) => line(text)))).toEqual(digestOf(one.map((text) => line(text))));
        },
      ),
    );
  });

  test("no text breaks the digest", () => {
    const any = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.stringMatching(/^[[\](){}"'=:,<> a1]*$/));
    fc.assert(
      fc.property(any, fc.option(fc.double()), fc.string(), (message, at, service) => {
        expect(digestOf([{ at, service, level: null, message, trace: message }]).lines).toBe(1);
      }),
    );
  });
});

describe("a flood of lines that are all unlike", () => {
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const wordOf = (number: number): string => Array.from({ length: 5 }, (_, at) => LETTERS[Math.floor(number / 7 ** at + at * 11) % 26]).join("");
  const flood = Array.from({ length: 6_000 }, (_, at) => line([1, 2, 3, 4].map((part) => wordOf(at * 31 * part + part)).join(" ")));

  test("keeps no more templates than asked for, and counts every line", () => {
    const { templates, lines } = digestOf(flood, { shapes: 200, slots: 10_000, traces: 1_000 });
    expect(templates.length).toBeLessThanOrEqual(200);
    expect(templates.reduce((sum, { total }) => sum + total, 0)).toBe(lines);
  });

  test("does not drown what comes again", () => {
    const mixed = flood.flatMap((each, at) => (at % 20 === 0 ? [each, line(`Payment ${at} refused by the bank`, { level: "error" })] : [each]));
    const { templates } = digestOf(mixed, { shapes: 200, slots: 10_000, traces: 1_000 });
    const refused = templates.find(({ text }) => text === "Payment <*> refused by the bank");
    expect(refused?.total).toBe(300);
  });
});
