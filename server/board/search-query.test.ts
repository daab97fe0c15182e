import { describe, expect, test } from "vitest";
import { toSearch } from "./search-query.ts";

describe("what is typed into the search", () => {
  test("is every word by its beginning, whatever stands between them", () => {
    expect(toSearch("  Payment-API  500s! ")).toEqual({ kind: "words", words: "'payment':* & 'api':* & '500s':*" });
    expect(toSearch("' & ! :*")).toBeNull();
    expect(toSearch("")).toBeNull();
  });

  test.each([
    ["inc-", "1970-01-01", "2101-01-01"],
    ["INC-20", "1970-01-01", "2101-01-01"],
    ["INC-2026", "2026-01-01", "2027-01-01"],
    ["inc-2026-1", "2026-01-01", "2027-01-01"],
    ["INC-2026-12", "2026-12-01", "2027-01-01"],
    ["INC-2026-112", "2026-11-01", "2026-12-01"],
    ["INC-2026-1123", "2026-11-23", "2026-11-24"],
    ["INC-2026-1231-007", "2026-12-31", "2027-01-01"],
    ["INC-2026-1399", "2027-04-09", "2027-04-10"],
  ])("%s is a reference of these days", (text, from, to) => {
    expect(toSearch(text)).toMatchObject({ kind: "reference", prefix: text.toUpperCase(), from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` });
  });
});
