import { expect, test } from "vitest";
import { z } from "zod";
import { effectOf, readableEffect } from "./proposal-rules.ts";
import { defineTool } from "./tools/tool.ts";

const TOOL = defineTool({
  name: "declare_incident",
  title: "Declare incident",
  description: "",
  permission: "incident.declare",
  risk: "tells",
  input: z.object({}),
  run: async () => null,
});
const effect = (given: object) => effectOf(TOOL, given, given);

test("what is proposed is said by the fields that the agent gave, in words, without empty ones", () => {
  expect(effect({ title: "Loyalty points are lost", severity: "SEV2", summary: "", fields: {}, services: [], declaration: true })).toBe(
    "Declare incident: title “Loyalty points are lost”, severity SEV2, declaration yes",
  );
  expect(effect({ reference: "INC-2026-1125-001", impact: { usersPercent: 15, text: null }, services: ["checkout", "search api"] })).toBe(
    "Declare incident on INC-2026-1125-001: impact (users percent 15), services checkout and “search api”",
  );
  expect(effect({ reference: "INC-2026-1125-001" })).toBe("Declare incident on INC-2026-1125-001");
});

test("a tool's own words come first, and a long effect is cut", () => {
  expect(effectOf({ ...TOOL, effect: () => "Adds a note" }, {}, { text: "x" })).toBe("Adds a note");
  expect(readableEffect(effect({ text: "word ".repeat(400) }))).toHaveLength(1_200);
});
