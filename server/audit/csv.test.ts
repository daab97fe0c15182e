import { expect, it } from "vitest";
import { csvLine } from "./csv.ts";

it("quotes what RFC 4180 asks to quote", () => {
  expect(csvLine(["plain", 'say "hi"', "a,b", "two\nlines", 7, true])).toBe('plain,"say ""hi""","a,b","two\nlines",7,true\r\n');
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("takes the force out of %j", (cell) => {
  const written = csvLine([cell, "x"]);
  expect(written.startsWith("'") || written.startsWith("\"'")).toBe(true);
});

it("leaves negative numbers that are numbers alone", () => {
  expect(csvLine([-1])).toBe("-1\r\n");
});
