import { expect, test } from "vitest";
import { DEFAULT_NOTICES } from "../notice.ts";
import { isToldOfUpdates, statusOfWords } from "./brief-audience.ts";

test("the seed's matrix says who is told of each update", () => {
  const told = (severity: "SEV1" | "SEV2" | "SEV3" | "SEV4") =>
    (["support", "executives", "leadership", "product", "team"] as const).filter((one) => isToldOfUpdates(DEFAULT_NOTICES, severity, one));
  expect(told("SEV1")).toEqual(["support", "executives", "leadership", "product"]);
  expect(told("SEV2")).toEqual(["support", "executives", "leadership", "product"]);
  expect(told("SEV3")).toEqual([]);
  expect(told("SEV4")).toEqual([]);
});

test.each([
  ["We have identified the cause and are rolling back", "identified"],
  ["we found the root cause", "identified"],
  ["The cause is known", "identified"],
  ["We rolled back and are watching it", "monitoring"],
  ["A fix has been deployed", "monitoring"],
  ["The problem is over", "resolved"],
  ["All systems are back to normal", "resolved"],
  ["We are still looking into it", null],
  ["Payments may be slow", null],
])("“%s” tells of %s", (text, status) => {
  expect(statusOfWords(text)).toBe(status);
});
