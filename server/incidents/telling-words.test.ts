import { describe, expect, test } from "vitest";
import { tellingWords } from "./telling-words.ts";

describe("telling words", () => {
  test("leave out what stands in any title", () => {
    expect(tellingWords("The Payment API is returning 500 errors for all users")).toEqual(["payment", "api", "500"]);
  });

  test("are all words when none of them tells anything", () => {
    expect(tellingWords("Service down")).toEqual(["service", "down"]);
  });

  test("are each there once, at most twelve, and only letters and digits", () => {
    expect(tellingWords("db DB db2 'x'); DROP TABLE")).toEqual(["db2", "drop", "table"]);
    expect(tellingWords(Array.from({ length: 40 }, (_, index) => `word${index}`).join(" "))).toHaveLength(12);
    expect(tellingWords("!!! ---")).toEqual([]);
  });

  test("may be short where a script writes short words", () => {
    expect(tellingWords("支付 失败")).toEqual(["支付", "失败"]);
  });
});
