import { expect, test } from "vitest";
import { runsFilterFrom, runsQuery } from "./runs-filter.ts";

test("a filter comes back from its own address", () => {
  const filter = { agent: "incident-commander", incident: "INC-2026-1123-001", state: "done", isMine: true } as const;
  expect(runsFilterFrom(Object.fromEntries(new URLSearchParams(runsQuery(filter))))).toEqual(filter);
  expect(runsQuery({ isMine: false })).toBe("");
});

test("what an address says wrongly is left out", () => {
  expect(runsFilterFrom({ agent: "Not A Name", incident: "x", state: "asleep", mine: "maybe" })).toEqual({ isMine: false });
});
