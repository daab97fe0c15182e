import { expect, test } from "vitest";
import { linkedEntry } from "./use-linked-entry.ts";

test("an address names an entry by its query or its fragment, and nothing else is taken for one", () => {
  expect(linkedEntry({ search: "?entry=12", hash: "" })).toBe(12);
  expect(linkedEntry({ search: "?entry=12", hash: "#entry-7" })).toBe(7);
  expect(linkedEntry({ search: "", hash: "" })).toBeNull();
  for (const search of ["?entry=", "?entry=0", "?entry=-3", "?entry=1.5", "?entry=x", "?entry=1e99"])
    expect(linkedEntry({ search, hash: "" })).toBeNull();
});
