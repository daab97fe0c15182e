import { expect, test } from "vitest";
import { auditFilterFrom, auditQuery } from "./audit-filter.ts";

test("an address and its filter are the same thing, and what an address says wrongly is left out", () => {
  const query = { action: "incident.", actorType: "user", from: "2026-11-01T00:00:00.000Z", subject: "INC-2026-1101-001" };
  expect(Object.fromEntries(new URLSearchParams(auditQuery(auditFilterFrom(query))))).toEqual(query);
  expect(auditFilterFrom({ actorType: "robot", from: "yesterday", action: ["role.", "x"], other: "1" })).toEqual({ action: "role." });
  expect(auditQuery({})).toBe("");
});
