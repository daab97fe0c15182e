import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionsIn } from "./refs.ts";

describe("mentions in a text", () => {
  test.each<[string, string[]]>([
    ["@ada", ["ada"]],
    ["ask @Ada, then (@bo) and **@cy-ode**.", ["ada", "bo", "cy-ode"]],
    ["@ada @ada @ADA", ["ada"]],
    ["thanks @ada.", ["ada"]],
    ["thanks @ada.lind!", ["ada.lind"]],
    ["line\n@ada\n@bo", ["ada", "bo"]],
    ["mail ada@example.com", []],
    ["https://example.com/@ada", []],
    ["@@ada", []],
    ["@ ada", []],
    ["é@ada", []],
    ["", []],
  ])("%j mentions %j", (text, handles) => {
    expect(mentionsIn(text)).toEqual(handles);
  });

  test("are at most fifty", () => {
    expect(mentionsIn(Array.from({ length: 80 }, (_, index) => `@p${index}`).join(" "))).toHaveLength(50);
  });

  test("are found in whatever is pasted, well before the test would be given up", () => {
    for (const text of ["@".repeat(600_000), "@a".repeat(300_000), "a@".repeat(300_000), `@${"a".repeat(600_000)}`, "@a-_.".repeat(120_000)])
      expect(mentionsIn(text).length).toBeLessThanOrEqual(1);
  });

  test("never throw and are always handles", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const handle of mentionsIn(text)) expect(handle).toMatch(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/);
      }),
    );
  });
});
