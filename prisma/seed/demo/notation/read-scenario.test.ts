import { describe, expect, test } from "vitest";
import { readScenario } from "./read-scenario.ts";

const SOURCE = `# Remarks begin like this.
title: Card payments fail
when: 3 days ago 14:06
by: tomas
severity: SEV2
summary: One line,
  and another.

file pool.log
  {-3m} ERROR pool exhausted

  {-2m} ERROR again
chart pool.png: open connections | 38 41 200 | limit 200

+2m tomas notes [starred, as pool, #detection #assessment, with pool.log]: It is **38 %**: more than ever.
+5m30s hanna updates
  First paragraph.

  - a list
    with more
+6m tomas takes communications
+7m tomas moves to identified: The pool
`;

const read = (source: string) => readScenario("07-card-payments.txt", source);

describe("a scenario", () => {
  test("is read with head, files and what happened", () => {
    const scenario = read(SOURCE);
    expect(scenario).toMatchObject({
      key: "card-payments",
      when: { daysAgo: 3 },
      head: { by: "tomas", severity: "SEV2", summary: "One line,\nand another." },
    });
    expect(scenario.files).toEqual([
      { name: "pool.log", kind: "file", words: "", body: "{-3m} ERROR pool exhausted\n\n{-2m} ERROR again" },
      { name: "pool.png", kind: "chart", words: "open connections | 38 41 200 | limit 200", body: "" },
    ]);
    expect(scenario.lines.map(({ at, who, deed, options, text }) => [at, who, deed, options, text])).toEqual([
      [120_000, "tomas", "notes", ["starred", "as pool", "#detection", "#assessment", "with pool.log"], "It is **38 %**: more than ever."],
      [330_000, "hanna", "updates", [], "First paragraph.\n\n- a list\n  with more"],
      [360_000, "tomas", "takes communications", [], ""],
      [420_000, "tomas", "moves to identified", [], "The pool"],
    ]);
  });

  test.each([
    ["+1m tomas", "07-card-payments.txt:24: write"],
    ["+soon tomas notes: x", "07-card-payments.txt:24: write"],
    ["+1m tomas notes: earlier than the line above", "07-card-payments.txt:24: happens before"],
    ["Just words", "07-card-payments.txt:24: is neither"],
    ["mood: bad", "07-card-payments.txt:24: is neither"],
    ["file", "07-card-payments.txt:24: is neither"],
    ["chart x", null],
  ])("with the line %j is refused with its place", (line, message) => {
    const reading = () => read(`${SOURCE}\n${line}\n`);
    if (message) expect(reading).toThrow(message);
    else expect(reading).not.toThrow();
  });

  test("without a title, a declarer or a time is refused", () => {
    expect(() => read(SOURCE.replace("by: tomas\n", ""))).toThrow(/title or by/);
    expect(() => read(SOURCE.replace("when: 3 days ago 14:06\n", ""))).toThrow(/"when"/);
    expect(() => read("  indented\n")).toThrow(/07-card-payments.txt:1/);
  });
});
