import { describe, expect, test } from "vitest";
import type { CustomField } from "#lib/contracts/organisation.ts";
import { fieldOf, fieldValue } from "./field-rules.ts";

const field = (type: CustomField["type"], choices: string[] = []): CustomField => ({ key: "f", label: "Field", type, choices, appliesTo: ["real"] });

describe("values of custom fields", () => {
  test.each<[CustomField["type"], string, string]>([
    ["text", " anything ", "anything"],
    ["choice", "b", "b"],
    ["number", "12.5", "12.5"],
    ["number", "-3e2", "-3e2"],
    ["link", "https://example.com/x", "https://example.com/x"],
  ])("a %s takes %j", (type, raw, stored) => {
    expect(fieldValue(field(type, ["a", "b"]), raw)).toBe(stored);
  });

  test.each<[CustomField["type"], string]>([
    ["choice", "c"],
    ["choice", "A"],
    ["number", "12,5"],
    ["number", "NaN"],
    ["number", "1e999"],
    ["number", "0x10"],
    ["link", "javascript:alert(1)"],
    ["link", "example.com"],
  ])("a %s refuses %j and says what would fit", (type, raw) => {
    expect(() => fieldValue(field(type, ["a", "b"]), raw)).toThrow(/^Field is /);
  });

  test.each(["text", "choice", "number", "link"] as const)("an empty %s is none", (type) => {
    expect([fieldValue(field(type), ""), fieldValue(field(type), "  "), fieldValue(field(type), null)]).toEqual([null, null, null]);
  });

  test("a field has to exist and to apply", () => {
    const settings = { customFields: [field("text")] };
    expect(fieldOf(settings, "real", "f")).toEqual(field("text"));
    expect(() => fieldOf(settings, "drill", "f")).toThrow("does not apply");
    for (const key of ["g", "__proto__", "constructor"]) expect(() => fieldOf(settings, "real", key)).toThrow("no such field");
  });
});
