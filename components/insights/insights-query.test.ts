import { describe, expect, test } from "vitest";
import { boardFilterFrom } from "#components/incidents/board-filter.ts";
import { boardOf, boardOfGroup, fileOf } from "./drill-down.ts";
import { daysBetween, firstOf, insightsFrom, insightsQuery } from "./insights-query.ts";
import { rangeForTests } from "./testing/range.ts";

const TODAY = "2026-11-26";
const TEAM = "0199c2f0-0000-7000-8000-000000000001";

describe("the address of insights", () => {
  test("says all that is asked for, and nothing that is usual", () => {
    expect(insightsQuery(insightsFrom({}, TODAY))).toBe("");
    const query = { from: "2026-01-01", to: "2026-03-31", by: "cause", severity: "SEV1,SEV2", team: TEAM, kind: "drill" };
    expect(Object.fromEntries(new URLSearchParams(insightsQuery(insightsFrom(query, TODAY))))).toEqual(query);
  });

  test("is read as far as it is right", () => {
    const asked = insightsFrom({ from: "yesterday", by: "moon", severity: "SEV1", team: "x" }, TODAY);
    expect(asked).toMatchObject({ by: "severity", severity: ["SEV1"], team: [] });
    expect(asked.from ?? null).toBeNull();
    expect(insightsFrom({ from: "1990-01-01" }, TODAY).from).toBeNull();
    expect(insightsFrom({ from: "2026-03-31", to: "2026-01-01" }, TODAY)).toMatchObject({ from: "2026-01-01", to: "2026-03-31" });
  });

  test("counts days with both ends", () => {
    expect(firstOf(90, "2026-11-26")).toBe("2026-08-29");
    expect(daysBetween("2026-08-29", "2026-11-26")).toBe(90);
  });
});

describe("what is behind a number", () => {
  const filterOf = (address: string | null) => boardFilterFrom(Object.fromEntries(new URL(address ?? "", "http://here").searchParams));

  test("is the board with the same range, kinds and filters, without what came to nothing", () => {
    const filter = filterOf(boardOf(insightsFrom({ severity: "SEV2", team: TEAM }, TODAY), rangeForTests));
    expect(filter).toMatchObject({
      state: "all",
      severity: ["SEV2"],
      team: [TEAM],
      kind: ["real", "retrospective"],
      from: rangeForTests.from,
      to: rangeForTests.to,
    });
    expect(filter.phase).not.toContain("cancelled");
    expect(filter.phase).toContain("closed");
  });

  test("is one group of it, where the board can ask for that", () => {
    const asked = insightsFrom({}, TODAY);
    expect(filterOf(boardOfGroup(asked, rangeForTests, "cause", "none"))).toMatchObject({ cause: ["none"] });
    expect(filterOf(boardOfGroup(asked, rangeForTests, "severity", "SEV1"))).toMatchObject({ severity: ["SEV1"] });
    expect(filterOf(boardOfGroup(asked, rangeForTests, "team", TEAM))).toMatchObject({ team: [TEAM] });
    expect(boardOfGroup(asked, rangeForTests, "service", "none")).toBeNull();
  });

  test("is a file that asks for the same", () => {
    expect(fileOf(insightsFrom({ severity: "SEV1", by: "team" }, TODAY), rangeForTests, "incidents")).toBe(
      "/api/insights/export?table=incidents&by=team&from=2026-08-29&to=2026-11-26&zone=UTC&severity=SEV1&kind=real%2Cretrospective",
    );
  });
});
