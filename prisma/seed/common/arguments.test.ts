import { describe, expect, test } from "vitest";
import { readArguments, USAGE } from "./arguments.ts";

const read = (words: string) => readArguments(words === "" ? [] : words.split(" "));

describe("what a seed is asked for", () => {
  test("is a list of the seeds when nothing is said", () => {
    expect(read("")).toBeNull();
    for (const name of ["demo", "large", "--add", "--incidents", "--entries", "--password"]) expect(USAGE).toContain(name);
  });

  test.each([
    ["demo", { seed: "demo", isAdding: false, password: null }],
    ["demo --add", { seed: "demo", isAdding: true, password: null }],
    ["demo --password nettles-and-thyme", { seed: "demo", isAdding: false, password: "nettles-and-thyme" }],
    ["large", { seed: "large", isAdding: false, incidents: 100_000, entries: 10_000 }],
    ["large --incidents 2,500 --entries 300 --add", { seed: "large", isAdding: true, incidents: 2_500, entries: 300 }],
  ])("%j is understood", (words, wish) => {
    expect(read(words)).toEqual(wish);
  });

  test.each([
    ["medium", /There is no seed "medium"/],
    ["--add", /Say which seed/],
    ["demo large", /One seed at a time/],
    ["demo --incidents 5", /demo has no --incidents/],
    ["large --password nettles-and-thyme", /large has no --password/],
    ["demo --password short", /at least 12 characters/],
    ["large --incidents many", /whole number/],
    ["large --incidents 0", /whole number/],
    ["large --entries 3", /whole number/],
    ["large --colour red", /Unknown option/],
  ])("%j is refused in words", (words, message) => {
    expect(() => read(words)).toThrow(message);
  });
});
