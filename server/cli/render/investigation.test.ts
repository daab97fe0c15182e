import { describe, expect, test } from "vitest";
import { sparkline } from "#lib/sparkline.ts";
import { analyse, type Bundle, openLogDigest } from "#server/rca/index.ts";
import { renderInvestigation } from "./investigation.ts";

const incident = {
  title: "Checkout \u001b[31mfails",
  startedAt: null,
  detectedAt: Date.parse("2026-11-23T12:00:00Z"),
  endedAt: null,
  window: null,
  symptoms: [],
  namespace: null,
};
const empty: Bundle = {
  incident,
  series: [],
  logs: openLogDigest().close(),
  spans: [],
  changes: [],
  edges: [],
  objects: [],
  outputs: [],
  alerts: [],
  past: [],
  warnings: [],
};

describe("an investigation on a terminal", () => {
  test("begins with the verdict, and no line is wider than a page", () => {
    const page = renderInvestigation(incident.title, analyse(empty));
    expect(page.split("\n").slice(0, 3)).toEqual(["Checkout  [31mfails", "", "NO CAUSE ESTABLISHED"]);
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test("sends nothing to the terminal that it would take as a command", () => {
    expect(renderInvestigation(incident.title, analyse(empty))).not.toContain("\u001b");
  });
});

describe("a sparkline", () => {
  test("shows the shape, with gaps as spaces", () => {
    expect(sparkline([0, 1, 2, 3, null, 7])).toBe("▁▂▃▄ █");
  });

  test("of many values is as wide as asked", () => {
    expect(
      sparkline(
        Array.from({ length: 600 }, (_, at) => at),
        60,
      ),
    ).toHaveLength(60);
  });

  test("of one value, or none, is flat", () => {
    expect(sparkline([5, 5])).toBe("▁▁");
    expect(sparkline([])).toBe("");
  });
});
