import { expect, test } from "vitest";
import { incidentAt, readsAsSentence } from "./ask-store.ts";

test.each(["declare an incident", "what next", "Status?", "次は何をすべきですか", "ما الحالة الآن"])("“%s” is something to ask", (text) => {
  expect(readsAsSentence(text)).toBe(true);
});

test.each(["", " ", "checkout", "…", "?", "INC"])("“%s” is something to look for", (text) => {
  expect(readsAsSentence(text)).toBe(false);
});

test("what is asked in a room is about its incident, elsewhere about none", () => {
  expect(incidentAt("/incidents/INC-2026-1123-001")).toBe("INC-2026-1123-001");
  expect(incidentAt("/incidents")).toBeNull();
  expect(incidentAt("/agents/runs/x")).toBeNull();
});
