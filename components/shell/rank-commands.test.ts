import { expect, test } from "vitest";
import { rank } from "./rank-commands.ts";

const GROUPS = [
  { heading: "You", items: [{ words: "Dark theme appearance" }, { words: "Sign out" }] },
  { heading: "Go to", items: [{ words: "Go to Services" }, { words: "Go to Settings" }] },
];
const shown = (search: string) => rank(GROUPS, search).map(({ heading, items }) => [heading, ...items.map(({ words }) => words)]);

test("without words everything stands as it came", () => {
  expect(shown(" ")).toEqual(GROUPS.map(({ heading, items }) => [heading, ...items.map(({ words }) => words)]));
});

test("what fits best comes first, what does not fit is gone", () => {
  expect(shown("sett")[0]).toEqual(["Go to", "Go to Settings"]);
  expect(shown("sign out")[0]).toEqual(["You", "Sign out"]);
  expect(shown("Declare SEV2 incident: Payment API returning 500 errors")).toEqual([]);
});
